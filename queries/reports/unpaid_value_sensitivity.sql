-- How far the answer moves when one choice changes and all others stay: scope, quality, calendar, method, wage year, source.
-- grain: one row per country, switch and setting
create or replace macro unpaid_value_sensitivity(
    p_countries varchar[] := ['KOR'],
    p_method varchar := 'replacement_specialist',
    p_source varchar := 'best',
    p_quality_lowest double := 0.5,
    p_quality_highest double := 1.5,
    p_days_per_year double := 365.0,
    p_days_per_leap_year double := 366.0,
    p_earliest_wage_year integer := 1990,
    p_latest_wage_year integer := 2100
) as table
with every_year as (
    from mart_valued_hours(
        p_countries := p_countries,
        p_source := p_source,
        p_days_per_year := p_days_per_year,
        p_wage_years := [null, p_earliest_wage_year, p_latest_wage_year]
    )
    where sex = 'total'
),

valued as (
    from every_year
    where asked_wage_year is null
),

asked_method as (
    from valued
    where method_id = p_method and scope <> 'own_use_goods'
),

base as (
    select
        country_code,
        time_dataset_id,
        survey_year,
        any_value(gdp_usd_ppp_bn) as gdp_usd_ppp_bn,
        fsum(value_usd_ppp_bn) as base_value_usd_ppp_bn,
        any_value(wage_dataset_id) as wage_dataset_id,
        any_value(gdp_dataset_id) as gdp_dataset_id,
        bool_and(activity_code = 'unpaid_total') as is_total_only,
    from asked_method
    where scope <> 'passive_care'
    group by all
),

by_scope as (
    select
        country_code,
        scope as switch_code,
        case when scope = 'passive_care' then 'with' else 'without' end as setting,
        fsum(case when scope = 'passive_care' then value_usd_ppp_bn else -value_usd_ppp_bn end) as moved_usd_ppp_bn,
    from asked_method
    where scope not in ('core', 'none')
    group by all
),

factors as (
    select 'quality' as switch_code, p_quality_lowest::varchar as setting, p_quality_lowest as factor
    union all
    select 'quality', p_quality_highest::varchar, p_quality_highest
    union all
    select 'days_per_year', p_days_per_leap_year::varchar, p_days_per_leap_year / nullif(p_days_per_year, 0)
),

other_years as (
    -- The same method at the earliest and at the latest wage held; population and GDP follow the wage.
    -- Where one year is held it is both, and stands once.
    select distinct on (country_code, wage_year)
        country_code,
        wage_year,
        fsum(value_usd_ppp_bn) as value_usd_ppp_bn,
        any_value(gdp_usd_ppp_bn) as gdp_usd_ppp_bn,
    from every_year
    where asked_wage_year is not null
        and method_id = p_method
        and scope not in ('own_use_goods', 'passive_care')
    group by country_code, asked_wage_year, wage_year
),

moved as (
    select b.*, s.switch_code, s.setting, b.base_value_usd_ppp_bn + s.moved_usd_ppp_bn as value_usd_ppp_bn,
    from base b
    join by_scope s using (country_code)
    union all by name
    select b.*, f.switch_code, f.setting, b.base_value_usd_ppp_bn * f.factor as value_usd_ppp_bn,
    from base b
    cross join factors f
    union all by name
    select
        b.* exclude (gdp_usd_ppp_bn),
        'method' as switch_code,
        v.method_id as setting,
        any_value(v.gdp_usd_ppp_bn) as gdp_usd_ppp_bn,
        fsum(v.value_usd_ppp_bn) as value_usd_ppp_bn,
    from base b
    join valued v using (country_code)
    where v.method_id <> p_method and v.scope not in ('own_use_goods', 'passive_care')
    group by all
    union all by name
    select b.* exclude (gdp_usd_ppp_bn), 'wage_year' as switch_code, o.wage_year::varchar as setting, o.gdp_usd_ppp_bn, o.value_usd_ppp_bn,
    from base b
    join other_years o using (country_code)
),

everything as (
    select *, 'base' as switch_code, '' as setting, base_value_usd_ppp_bn as value_usd_ppp_bn,
    from base
    union all by name
    from moved
)

select
    e.country_code,
    p_method as method_id,
    e.switch_code,
    e.setting,
    e.survey_year,
    e.value_usd_ppp_bn,
    e.value_usd_ppp_bn / nullif(e.gdp_usd_ppp_bn, 0) as gdp_share,
    b.base_value_usd_ppp_bn / nullif(b.gdp_usd_ppp_bn, 0) as base_gdp_share,
    e.value_usd_ppp_bn / nullif(e.gdp_usd_ppp_bn, 0) - b.base_value_usd_ppp_bn / nullif(b.gdp_usd_ppp_bn, 0)
        as gdp_share_difference,
    case when e.is_total_only then 'total_only' end as notes,
    e.time_dataset_id,
    e.wage_dataset_id,
    e.gdp_dataset_id,
from everything e
join base b using (country_code, time_dataset_id, survey_year)
order by e.country_code, e.switch_code <> 'base', e.switch_code, e.setting
