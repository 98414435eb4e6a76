-- Care is paid better: the wages of carers rise by p_raise, and with them the value of unpaid care by the methods that price it at carers' wages.
-- What better pay costs those who pay carers is not measured here: the paid hours of care are not held.
-- grain: one row per country and method
create or replace macro scenario_care_wages(
    p_countries varchar[] := null, p_raise double := 0.1, p_methods varchar[] := null, p_days_per_year double := 365.0
) as table
with valued as (
    select
        country_code,
        method_id,
        sort_order,
        survey_year,
        time_dataset_id,
        any_value(wage_year) as wage_year,
        any_value(wage_dataset_id) as wage_dataset_id,
        any_value(population_dataset_id) as population_dataset_id,
        any_value(gdp_dataset_id) as gdp_dataset_id,
        any_value(gdp_usd_ppp_bn) as gdp_usd_ppp_bn,
        method_id in ('replacement_specialist', 'replacement_hybrid') as follows_care_wages,
        fsum(minutes_per_day * persons * p_days_per_year / 60 / 1e9 * price_per_hour_usd_ppp) as value_usd_ppp_bn,
        fsum(minutes_per_day * persons * p_days_per_year / 60 / 1e9 * price_per_hour_usd_ppp)
            filter (domain = 'care' and not starts_with(activity_code, 'travel')) as care_value_usd_ppp_bn,
    from mart_scenario_hours(p_countries := p_countries, p_methods := p_methods)
    group by all
)

select
    country_code,
    method_id,
    survey_year,
    wage_year,
    follows_care_wages,
    care_value_usd_ppp_bn,
    care_value_usd_ppp_bn * (1 + case when follows_care_wages then p_raise else 0 end) as scenario_care_value_usd_ppp_bn,
    scenario_care_value_usd_ppp_bn - care_value_usd_ppp_bn as extended_gdp_change_usd_ppp_bn,
    care_value_usd_ppp_bn / nullif(gdp_usd_ppp_bn, 0) as care_gdp_share,
    scenario_care_value_usd_ppp_bn / nullif(gdp_usd_ppp_bn, 0) as scenario_care_gdp_share,
    extended_gdp_change_usd_ppp_bn / nullif(gdp_usd_ppp_bn, 0) as extended_change_gdp_share,
    case
        when value_usd_ppp_bn is null then 'no_wage_for_method'
        when care_value_usd_ppp_bn is null then 'not_split_by_source'
        when gdp_usd_ppp_bn is null then 'no_gdp_in_wage_year'
    end as missing_reason,
    time_dataset_id,
    wage_dataset_id,
    population_dataset_id,
    gdp_dataset_id,
from valued
order by country_code, sort_order
