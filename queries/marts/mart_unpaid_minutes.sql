-- Minutes of unpaid work per person per day by country, sex and activity, from one source per country.
-- p_source: 'best' takes the OECD table and, where a country is not in it, the SDG total; or name one: oecd_time_use, hetus, sdg_541.
-- p_split_housework: share the OECD's routine housework out by the country's HETUS shares (nearest wave), where held.
create or replace macro mart_unpaid_minutes(
    p_countries varchar[] := null,
    p_source varchar := 'best',
    p_all_surveys boolean := false,
    p_split_housework boolean := false
) as table
select
    time_dataset_id,
    country_code,
    survey_year,
    age_range,
    population_base,
    population_base_note,
    sex,
    activity_code,
    scope,
    domain,
    minutes_per_day,
    case when housework = 'split' then 'housework_split_by_hetus' end as split_note,
from core_unpaid_minutes
where (p_countries is null or list_contains(p_countries, country_code))
    and case when p_source = 'best' then is_best else from_source(time_dataset_id, p_source) end
    and (is_latest or p_all_surveys)
    and housework <> case when p_split_housework then 'whole' else 'split' end
