-- The world in one row a method: how many countries have a value, the range of GDP shares, hours, and women's part of the hours.
-- grain: one row per method
create or replace macro unpaid_value_world(
    p_methods varchar[] := ['replacement_specialist'],
    p_source varchar := 'best'
) as table
with valued as (
    select v.*
    from mart_value_by_group(p_methods := p_methods, p_source := p_source) v
    join core_countries c using (country_code)
    where c.is_own is not true
),

totals as (
    select
        method_id,
        any_value(sort_order) as sort_order,
        count(*) filter (gdp_share is not null) as n_countries,
        count(*) filter (gdp_share is null) as n_countries_missing,
        count(*) filter (gdp_share is not null and notes like '%total_only%') as n_countries_total_only,
        median(gdp_share) as median_gdp_share,
        min(gdp_share) as lowest_gdp_share,
        arg_min(country_code, gdp_share) as lowest_country_code,
        max(gdp_share) as highest_gdp_share,
        arg_max(country_code, gdp_share) as highest_country_code,
        fsum(hours_bn) as hours_bn,
        fsum(value_usd_ppp_bn) filter (gdp_share is not null) as value_usd_ppp_bn,
        fsum(value_usd_ppp_bn) filter (gdp_share is not null)
            / nullif(fsum(gdp_usd_ppp_bn) filter (gdp_share is not null), 0) as gdp_share,
        min(survey_year) filter (gdp_share is not null) as first_survey_year,
        max(survey_year) filter (gdp_share is not null) as last_survey_year,
        min(wage_year) filter (gdp_share is not null) as first_wage_year,
        max(wage_year) filter (gdp_share is not null) as last_wage_year,
    from valued
    where sex = 'total'
    group by all
),

sexes as (
    select
        method_id,
        fsum(hours_bn) filter (sex = 'women') / nullif(fsum(hours_bn) filter (sex <> 'total'), 0) as women_hours_share,
    from valued
    where gdp_share is not null
    group by all
)

select
    t.method_id,
    t.n_countries,
    t.n_countries_missing,
    t.n_countries_total_only,
    t.median_gdp_share,
    t.lowest_gdp_share,
    t.lowest_country_code,
    t.highest_gdp_share,
    t.highest_country_code,
    t.hours_bn,
    t.value_usd_ppp_bn,
    t.gdp_share,
    s.women_hours_share,
    t.first_survey_year,
    t.last_survey_year,
    t.first_wage_year,
    t.last_wage_year,
from totals t
left join sexes s using (method_id)
order by t.sort_order
