-- Everybody with a job works an hour less for pay a week: hours freed, what becomes of them, change of GDP and of extended GDP.
-- The freed time goes where it goes in the diaries of the survey; GDP loses the wages of the hour at the mean wage, nobody is hired instead, and no hour becomes more productive.
-- Unpaid work gained is priced at what an hour of the country's unpaid work is worth by each method.
-- grain: one row per country and method
create or replace macro scenario_hour_less(
    p_countries varchar[] := null,
    p_hours double := 1.0,
    p_methods varchar[] := null,
    p_survey varchar := 'atus_2003_2016',
    p_sexes varchar[] := null,
    p_ages varchar[] := ['25-34', '35-44', '45-54'],
    p_days_per_year double := 365.0
) as table
with freed as materialized (
    select
        fsum(freed_share) filter (is_unpaid) as unpaid_freed_share,
        fsum(freed_share) filter (group_code = 'leisure') as leisure_freed_share,
        fsum(freed_share) filter (group_code = 'personal') as personal_freed_share,
        any_value(time_dataset_id) as diary_dataset_id,
    from hour_less_reallocation(p_survey := p_survey, p_sexes := p_sexes, p_ages := p_ages)
),

hours as (
    from mart_scenario_hours(p_countries := p_countries)
),

economy as (
    select country_code, any_value(price_per_hour_usd_ppp) as mean_wage,
    from hours
    where method_id = 'opportunity_economy'
    group by country_code
),

employment as (
    select
        country_code,
        year as employment_year,
        value as employed_thousand,
        dataset_id as labour_dataset_id,
        list(year) over (partition by country_code) as held_years,
    from core_series
    where indicator = 'employment_total'
),

by_method as (
    select
        country_code,
        method_id,
        sort_order,
        survey_year,
        time_dataset_id,
        any_value(wage_year) as wage_year,
        any_value(wage_dataset_id) as wage_dataset_id,
        any_value(gdp_dataset_id) as gdp_dataset_id,
        any_value(gdp_usd_ppp_bn) as gdp_usd_ppp_bn,
        fsum(minutes_per_day * persons * price_per_hour_usd_ppp) / nullif(fsum(minutes_per_day * persons), 0)
            as price_per_hour_usd_ppp,
    from hours
    where p_methods is null or list_contains(p_methods, method_id)
    group by all
),

moved as (
    select
        m.*,
        f.*,
        e.employment_year,
        e.labour_dataset_id,
        p_hours * p_days_per_year / 7 * e.employed_thousand * 1000 / 1e9 as hours_freed_bn,
        hours_freed_bn * f.unpaid_freed_share as unpaid_hours_gained_bn,
        hours_freed_bn * c.mean_wage as wage_bill_usd_ppp_bn,
        unpaid_hours_gained_bn * m.price_per_hour_usd_ppp as unpaid_value_gained_usd_ppp_bn,
    from by_method m
    cross join freed f
    left join employment e
        on e.country_code = m.country_code
        and e.employment_year = nearest_year(e.held_years, coalesce(m.wage_year, m.survey_year))
    left join economy c on c.country_code = m.country_code
)

select
    country_code,
    method_id,
    survey_year,
    wage_year,
    employment_year,
    hours_freed_bn,
    unpaid_freed_share,
    leisure_freed_share,
    personal_freed_share,
    unpaid_hours_gained_bn,
    price_per_hour_usd_ppp,
    wage_bill_usd_ppp_bn,
    -wage_bill_usd_ppp_bn as gdp_change_usd_ppp_bn,
    gdp_change_usd_ppp_bn / nullif(gdp_usd_ppp_bn, 0) as gdp_change_share,
    unpaid_value_gained_usd_ppp_bn,
    gdp_change_usd_ppp_bn + unpaid_value_gained_usd_ppp_bn as extended_gdp_change_usd_ppp_bn,
    extended_gdp_change_usd_ppp_bn / nullif(gdp_usd_ppp_bn, 0) as extended_change_gdp_share,
    case
        when unpaid_freed_share is null then 'no_diaries'
        when hours_freed_bn is null then 'no_employment'
        when wage_bill_usd_ppp_bn is null then 'no_wage'
        when gdp_usd_ppp_bn is null then 'no_gdp_in_wage_year'
        when unpaid_value_gained_usd_ppp_bn is null then 'no_wage_for_method'
    end as missing_reason,
    time_dataset_id,
    diary_dataset_id,
    wage_dataset_id,
    gdp_dataset_id,
    labour_dataset_id,
from moved
order by country_code, sort_order
