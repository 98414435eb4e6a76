-- Share of people below, within and above the bounds of definitions, by country, year and fitted model, with the fit itself.
create or replace macro mart_grouped_shares(
    p_countries varchar[] := null,
    p_definitions varchar[] := null,
    p_year integer := null,
    p_models varchar[] := null,
    p_anchor varchar := null,
    p_lower double := null,
    p_upper double := null,
    p_line_country varchar := 'USA'
) as table
-- The year of a country is its newest, or the one nearest to p_year.
with held as (
    select
        country_code,
        list(distinct year) as years,
        max(year) as newest,
    from core_income_fits
    group by all
),

years as (
    select
        country_code,
        coalesce(nearest_year(years, p_year), newest) as year,
    from held
),

fits as (
    select f.*
    from core_income_fits as f
    inner join years using (country_code, year)
    where p_models is null or list_contains(p_models, f.income_model)
),

bounded as (
    select
        l.* exclude (lower_rank, upper_rank),
        case when f.year is not null then l.lower_rank end as lower_rank,
        case when f.year is not null then l.upper_rank end as upper_rank,
        f.year as income_year,
        f.dataset_id as income_dataset_id,
        f.income_model,
        f.sigma,
        f.a,
        f.p,
        f.q,
        f.median_to_scale,
        f.fit_error_share,
        s.series_terms,
        coalesce(l.lower_to_median, low.income_to_median) as low_income,
        coalesce(l.upper_to_median, high.income_to_median) as high_income,
    from mart_grouped_lines(
        p_countries := p_countries, p_definitions := p_definitions, p_anchor := p_anchor, p_lower := p_lower,
        p_upper := p_upper, p_line_country := p_line_country
    ) as l
    cross join core_parameters as s
    left join fits as f using (country_code)
    left join core_income_fit_ranks as low
        on low.country_code = f.country_code and low.year = f.year and low.income_model = f.income_model
        and low.rank = l.lower_rank
    left join core_income_fit_ranks as high
        on high.country_code = f.country_code and high.year = f.year and high.income_model = f.income_model
        and high.rank = l.upper_rank
),

counted as (
    select
        *,
        coalesce(lower_rank, people_below(low_income, sigma, a, p, q, median_to_scale, series_terms)) as below_share,
        coalesce(upper_rank, people_below(high_income, sigma, a, p, q, median_to_scale, series_terms)) as up_to_share,
    from bounded
)

select
    country_code,
    definition_id,
    edges,
    income_year,
    income_model,
    median_year,
    median_usd_ppp,
    low_income as lower_to_median,
    high_income as upper_to_median,
    below_share,
    case when up_to_share > below_share then up_to_share else below_share end - below_share as middle_share,
    1 - case when up_to_share > below_share then up_to_share else below_share end as above_share,
    sigma,
    a,
    p,
    q,
    median_to_scale,
    fit_error_share,
    case when income_year is null then 'no_income_shares' else missing_reason end as missing_reason,
    income_dataset_id as dataset_id,
    case when income_year is not null then median_dataset_id end as median_dataset_id,
    case when income_year is not null then price_dataset_id end as price_dataset_id,
from counted
