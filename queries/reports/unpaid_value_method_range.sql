-- Every method side by side for each country, with the lowest, the highest and the default answer.
-- grain: one row per country, survey and method
create or replace macro unpaid_value_method_range(
    p_default_method varchar := 'replacement_specialist',
    p_methods varchar[] := null,
    p_countries varchar[] := null,
    p_shopping boolean := true,
    p_gardening_pets boolean := true,
    p_travel boolean := true,
    p_care_for_others boolean := true,
    p_volunteering boolean := true,
    p_passive_care boolean := false,
    p_source varchar := 'best',
    p_all_surveys boolean := false,
    p_split_housework boolean := false,
    p_wage_year integer := null,
    p_wage_rung varchar := 'gross',
    p_detailed_occupations boolean := false,
    p_quality_factor double := 1.0,
    p_days_per_year double := 365.0
) as table
with valued as (
    from mart_value_by_group(
        p_methods := p_methods,
        p_countries := p_countries,
        p_source := p_source,
        p_all_surveys := p_all_surveys,
        p_split_housework := p_split_housework,
        p_wage_year := p_wage_year,
        p_wage_rung := p_wage_rung,
        p_detailed_occupations := p_detailed_occupations,
        p_quality_factor := p_quality_factor,
        p_days_per_year := p_days_per_year,
        p_shopping := p_shopping,
        p_gardening_pets := p_gardening_pets,
        p_travel := p_travel,
        p_care_for_others := p_care_for_others,
        p_volunteering := p_volunteering,
        p_passive_care := p_passive_care
    )
    where sex = 'total'
),

ranges as (
    select
        country_code,
        time_dataset_id,
        survey_year,
        min(gdp_share) as lowest_gdp_share,
        max(gdp_share) as highest_gdp_share,
        max(gdp_share) filter (method_id = p_default_method) as default_gdp_share,
        min(value_usd_ppp_bn) as lowest_value_usd_ppp_bn,
        max(value_usd_ppp_bn) as highest_value_usd_ppp_bn,
        max(value_usd_ppp_bn) filter (method_id = p_default_method) as default_value_usd_ppp_bn,
        count(value_usd_ppp_bn) as n_methods,
    from valued
    group by all
)

select
    country_code,
    method_id,
    survey_year,
    age_range,
    population_base,
    wage_year,
    population_year,
    gdp_year,
    years_apart,
    wage_concept,
    wage_rung,
    hours_per_person_per_day,
    hours_bn,
    price_per_hour_usd_ppp,
    value_usd_ppp_bn,
    value_national_bn,
    currency_code,
    gdp_share,
    value_per_person_usd_ppp,
    notes,
    missing_reason,
    time_dataset_id,
    wage_dataset_id,
    population_dataset_id,
    gdp_dataset_id,
    ppp_dataset_id,
    method_id = p_default_method as is_default,
    gdp_share = lowest_gdp_share as is_lowest,
    gdp_share = highest_gdp_share as is_highest,
    lowest_gdp_share,
    highest_gdp_share,
    default_gdp_share,
    lowest_value_usd_ppp_bn,
    highest_value_usd_ppp_bn,
    default_value_usd_ppp_bn,
    n_methods,
from valued
join ranges using (country_code, time_dataset_id, survey_year)
order by default_gdp_share desc nulls last, highest_gdp_share desc nulls last, country_code, survey_year, sort_order
