-- Women and men share unpaid work: each activity moves by p_share of the way to the mean of both, so that its hours stay the same.
-- Nothing else changes: who cooks less and who cooks more, not how much is cooked. p_share := 1 is full equality, 0 is today.
-- grain: one row per country, method and sex
create or replace macro scenario_equal_sharing(
    p_countries varchar[] := null,
    p_share double := 1.0,
    p_methods varchar[] := ['replacement_specialist'],
    p_days_per_year double := 365.0
) as table
with with_mean as (
    select
        *,
        fsum(minutes_per_day * persons) over one_activity / nullif(fsum(persons) over one_activity, 0) as mean_minutes,
    from mart_scenario_hours(p_countries := p_countries, p_methods := p_methods)
    window one_activity as (partition by country_code, method_id, time_dataset_id, survey_year, activity_code)
),

moved as (
    select
        *,
        minutes_per_day + p_share * (mean_minutes - minutes_per_day) as scenario_minutes,
        persons * p_days_per_year / 60 / 1e9 as hours_bn_per_minute,
    from with_mean
)

select
    country_code,
    method_id,
    sex,
    survey_year,
    any_value(wage_year) as wage_year,
    fsum(minutes_per_day) as minutes_per_day,
    fsum(scenario_minutes) as scenario_minutes_per_day,
    fsum(scenario_minutes) - fsum(minutes_per_day) as change_minutes_per_day,
    fsum(minutes_per_day * hours_bn_per_minute) as hours_bn,
    fsum(scenario_minutes * hours_bn_per_minute) as scenario_hours_bn,
    fsum(minutes_per_day * hours_bn_per_minute * price_per_hour_usd_ppp) as value_usd_ppp_bn,
    fsum(scenario_minutes * hours_bn_per_minute * price_per_hour_usd_ppp) as scenario_value_usd_ppp_bn,
    fsum(minutes_per_day * hours_bn_per_minute * price_per_hour_usd_ppp) / nullif(any_value(gdp_usd_ppp_bn), 0) as gdp_share,
    fsum(scenario_minutes * hours_bn_per_minute * price_per_hour_usd_ppp) / nullif(any_value(gdp_usd_ppp_bn), 0)
        as scenario_gdp_share,
    case
        when any_value(price_per_hour_usd_ppp) is null then 'no_wage_for_method'
        when any_value(gdp_usd_ppp_bn) is null then 'no_gdp_in_wage_year'
    end as missing_reason,
    time_dataset_id,
    any_value(wage_dataset_id) as wage_dataset_id,
    any_value(population_dataset_id) as population_dataset_id,
    any_value(gdp_dataset_id) as gdp_dataset_id,
from moved
group by country_code, method_id, sort_order, sex, survey_year, time_dataset_id
order by country_code, sort_order, sex desc
