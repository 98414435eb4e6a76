-- Share of people in the middle class of each definition, from a distribution of income per head fitted to shares of tenths and fifths, beside the other models.
-- grain: one row per country, definition and model
create or replace macro middle_class_share_grouped(
    p_countries varchar[] := null,
    p_definitions varchar[] := ['oecd_75_200'],
    p_year integer := null,
    p_models varchar[] := ['dagum'],
    p_anchor varchar := null,
    p_lower double := null,
    p_upper double := null,
    p_line_country varchar := 'USA'
) as table
with every_model as (
    select
        *,
        min(middle_share) over same_line as lowest_middle_share,
        max(middle_share) over same_line as highest_middle_share,
    from mart_grouped_shares(
        p_countries := p_countries, p_definitions := p_definitions, p_year := p_year, p_anchor := p_anchor,
        p_lower := p_lower, p_upper := p_upper, p_line_country := p_line_country
    )
    window same_line as (partition by country_code, definition_id)
),

asked as (
    from every_model
    where income_model is null or p_models is null or list_contains(p_models, income_model)
)

select
    country_code,
    definition_id,
    income_year,
    income_model,
    middle_share,
    lowest_middle_share,
    highest_middle_share,
    below_share,
    above_share,
    income_below(upper_to_median, sigma, a, p, q, median_to_scale, series_terms)
    - income_below(lower_to_median, sigma, a, p, q, median_to_scale, series_terms) as middle_income_share,
    lower_to_median,
    upper_to_median,
    fit_error_share,
    median_usd_ppp,
    median_year,
    case when missing_reason is null then concat_ws(
        ',',
        'per_head',
        case when edges = 'percentile' then 'size_by_construction' end,
        case when edges like 'ppp_dollars%' and price_dataset_id is not null then 'line_by_us_prices' end
    ) end as notes,
    missing_reason,
    dataset_id,
    median_dataset_id,
    price_dataset_id,
from asked
cross join core_parameters
order by country_code, definition_id, income_model
