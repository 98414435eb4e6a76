-- The middle class of one definition over all countries with income shares: how many have a majority in it, and the ends and middle of the range.
-- grain: one row per definition
create or replace macro middle_class_world(
    p_definitions varchar[] := ['oecd_75_200'],
    p_year integer := null,
    p_model varchar := 'dagum',
    p_anchor varchar := null,
    p_lower double := null,
    p_upper double := null,
    p_line_country varchar := 'USA'
) as table
select
    definition_id,
    count(middle_share) as n_countries,
    count(*) filter (middle_share + middle_share > 1) as n_majority_countries,
    median(middle_share) as median_middle_share,
    min(middle_share) as lowest_middle_share,
    max(middle_share) as highest_middle_share,
    arg_min(country_code, middle_share) as lowest_country_code,
    arg_max(country_code, middle_share) as highest_country_code,
    min(income_year) filter (middle_share is not null) as first_income_year,
    max(income_year) filter (middle_share is not null) as last_income_year,
    any_value(dataset_id) as dataset_id,
    any_value(median_dataset_id) as median_dataset_id,
    any_value(price_dataset_id) as price_dataset_id,
from mart_grouped_shares(
    p_definitions := p_definitions, p_year := p_year, p_models := [p_model], p_anchor := p_anchor, p_lower := p_lower,
    p_upper := p_upper, p_line_country := p_line_country
)
inner join core_countries as c using (country_code)
where c.is_own is not true
group by definition_id
order by definition_id
