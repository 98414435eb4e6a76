-- A share of one kind of unpaid work moves to paid services: hours freed, paid hours, jobs, wages, change of GDP and of extended GDP.
-- The paid hours are priced at the wage of the activity's own occupation; the unpaid hours that go away, by each method. GDP holds the wages only, no profit.
-- p_what: child_care, adult_care, care (both, where the source does not part them), cooking, housework.
-- p_paid_hours: paid hours for one unpaid hour. p_reused_share: part of the freed hours that people spend in paid work, at the mean wage.
-- A method whose wages are of another year enters by its share of the GDP of that year.
-- grain: one row per country and method
create or replace macro scenario_to_market(
    p_countries varchar[] := null,
    p_what varchar := 'care',
    p_share double := 0.1,
    p_methods varchar[] := null,
    p_paid_hours double := null,
    p_reused_share double := null,
    p_days_per_year double := 365.0
) as table
with hours as (
    select
        *,
        minutes_per_day * persons * p_days_per_year / 60 / 1e9 as hours_bn,
        case p_what
            when 'child_care' then starts_with(activity_code, 'childcare')
            when 'adult_care' then activity_code = 'adult_care'
            when 'care' then starts_with(activity_code, 'childcare') or activity_code in ('adult_care', 'care_hh')
            when 'cooking' then activity_code in ('food_prep', 'dishes_cleanup')
            when 'housework' then domain = 'household_management' and not starts_with(activity_code, 'travel')
                and activity_code not in ('shopping', 'services_use', 'unpaid_total')
        end as is_moved,
    from mart_scenario_hours(p_countries := p_countries, p_split_housework := p_what = 'cooking')
),

economy as (
    select country_code, any_value(price_per_hour_usd_ppp) as mean_wage,
    from hours
    where method_id = 'opportunity_economy'
    group by country_code
),

annual_hours as (
    select country_code, year as hours_year, value as annual_hours_per_worker, dataset_id as labour_dataset_id,
    from core_series
    where indicator = 'annual_hours_worked_total_employment'
    qualify year = max(year) over (partition by country_code)
),

employment as (
    select country_code, value as employed_thousand,
    from core_series
    where indicator = 'employment_total'
    qualify year = max(year) over (partition by country_code)
),

base as (
    select
        country_code,
        any_value(wage_year) as wage_year,
        any_value(wage_dataset_id) as wage_dataset_id,
        any_value(population_dataset_id) as population_dataset_id,
        any_value(gdp_dataset_id) as gdp_dataset_id,
        any_value(gdp_usd_ppp_bn) as gdp_usd_ppp_bn,
        fsum(hours_bn) filter (is_moved) as hours_bn,
        fsum(hours_bn) filter (is_moved and sex = 'women') as women_hours_bn,
        fsum(hours_bn * price_per_hour_usd_ppp) filter (is_moved) as paid_value,
    from hours
    where method_id = 'replacement_specialist'
    group by country_code
),

by_method as (
    select
        country_code,
        method_id,
        sort_order,
        survey_year,
        time_dataset_id,
        fsum(hours_bn * price_per_hour_usd_ppp) filter (is_moved) / nullif(any_value(gdp_usd_ppp_bn), 0) as unpaid_gdp_share,
    from hours
    where p_methods is null or list_contains(p_methods, method_id)
    group by country_code, method_id, sort_order, survey_year, time_dataset_id
),

moved as (
    select
        m.*,
        b.* exclude (country_code),
        a.hours_year,
        a.labour_dataset_id,
        b.hours_bn * p_share as hours_freed_bn,
        hours_freed_bn * coalesce(p_paid_hours, d.paid_hours_per_unpaid_hour) as paid_hours_bn,
        paid_hours_bn * 1e9 / nullif(a.annual_hours_per_worker, 0) / 1000 as jobs_thousand,
        jobs_thousand / nullif(e.employed_thousand, 0) as employment_share,
        b.paid_value * p_share * coalesce(p_paid_hours, d.paid_hours_per_unpaid_hour) as wage_bill_usd_ppp_bn,
        hours_freed_bn * coalesce(p_reused_share, d.reused_share) * c.mean_wage as reused_value_usd_ppp_bn,
        m.unpaid_gdp_share * p_share * b.gdp_usd_ppp_bn as unpaid_value_lost_usd_ppp_bn,
    from by_method m
    join base b using (country_code)
    cross join core_parameters d
    left join annual_hours a using (country_code)
    left join employment e using (country_code)
    left join economy c using (country_code)
)

select
    country_code,
    method_id,
    survey_year,
    wage_year,
    hours_freed_bn,
    women_hours_bn / nullif(hours_bn, 0) as women_hours_freed_share,
    paid_hours_bn,
    hours_year,
    jobs_thousand,
    employment_share,
    wage_bill_usd_ppp_bn,
    reused_value_usd_ppp_bn,
    wage_bill_usd_ppp_bn + reused_value_usd_ppp_bn as gdp_change_usd_ppp_bn,
    gdp_change_usd_ppp_bn / nullif(gdp_usd_ppp_bn, 0) as gdp_change_share,
    unpaid_value_lost_usd_ppp_bn,
    gdp_change_usd_ppp_bn - unpaid_value_lost_usd_ppp_bn as extended_gdp_change_usd_ppp_bn,
    extended_gdp_change_usd_ppp_bn / nullif(gdp_usd_ppp_bn, 0) as extended_change_gdp_share,
    case
        when hours_freed_bn is null then 'not_split_by_source'
        when wage_bill_usd_ppp_bn is null then 'no_wage'
        when gdp_usd_ppp_bn is null then 'no_gdp_in_wage_year'
        when unpaid_gdp_share is null then 'no_wage_for_method'
        when jobs_thousand is null then 'no_annual_hours'
    end as missing_reason,
    time_dataset_id,
    wage_dataset_id,
    population_dataset_id,
    gdp_dataset_id,
    labour_dataset_id,
from moved
order by country_code, sort_order
