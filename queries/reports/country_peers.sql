-- A country beside the countries nearest to it in GDP per head that have a value by the same method.
-- grain: one row per country, the asked one first
create or replace macro country_peers(
    p_country varchar := 'KOR',
    p_method varchar := 'replacement_specialist',
    p_source varchar := 'best',
    p_n_peers integer := 6
) as table
with valued as (
    select v.*, gdp_usd_ppp_bn * 1e9 / nullif(value_usd_ppp_bn * 1e9 / nullif(value_per_person_usd_ppp, 0), 0)
        as gdp_per_person_usd_ppp,
    from mart_value_by_group(p_methods := [p_method], p_source := p_source) v
    join core_countries c using (country_code)
    where sex = 'total' and gdp_share is not null and (c.is_own is not true or country_code = p_country)
),

ranked as (
    select
        *,
        rank() over (order by gdp_share desc) as rank_by_gdp_share,
        count(*) over () as n_countries,
        abs(ln(gdp_per_person_usd_ppp) - ln(max(gdp_per_person_usd_ppp) filter (country_code = p_country) over ()))
            as distance,
    from valued
),

nearest as (
    select *, row_number() over (order by distance, country_code) as place
    from ranked
    where distance is not null
)

select
    country_code,
    country_code = p_country as is_asked,
    method_id,
    survey_year,
    wage_year,
    gdp_year,
    gdp_share,
    value_per_person_usd_ppp,
    hours_per_person_per_day,
    gdp_per_person_usd_ppp,
    rank_by_gdp_share,
    n_countries,
    time_dataset_id,
    wage_dataset_id,
    gdp_dataset_id,
    ppp_dataset_id,
from nearest
where place <= p_n_peers + 1
order by is_asked desc, gdp_share desc
