-- The value of unpaid work by women, by men and in total, with each sex's share of the hours and of the value of both.
-- grain: one row per country, method, survey and sex
create or replace macro unpaid_value_by_sex(
    p_methods varchar[] := ['replacement_specialist'],
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
),

both_sexes as (
    select
        method_id,
        country_code,
        time_dataset_id,
        survey_year,
        fsum(hours_bn) as hours_bn_of_both,
        fsum(value_usd_ppp_bn) as value_usd_ppp_bn_of_both,
    from valued
    where sex <> 'total'
    group by all
    having count(value_usd_ppp_bn) = 2
)

select
    sex,
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
    v.hours_bn / nullif(b.hours_bn_of_both, 0) as hours_share,
    v.value_usd_ppp_bn / nullif(b.value_usd_ppp_bn_of_both, 0) as value_share,
from valued v
left join both_sexes b using (method_id, country_code, time_dataset_id, survey_year)
order by sort_order, country_code, survey_year, sex
