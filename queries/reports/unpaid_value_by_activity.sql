-- The value of unpaid work by activity, with the occupation and wage that price it and whether the activity is counted in the total.
-- grain: one row per country, method, survey, sex and activity
create or replace macro unpaid_value_by_activity(
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
    p_days_per_year double := 365.0,
    p_sexes varchar[] := ['total']
) as table
with valued as (
    select
        *,
        in_scope(scope, p_shopping, p_gardening_pets, p_travel, p_care_for_others, p_volunteering, p_passive_care)
            as is_counted,
    from mart_valued_hours(
        p_methods := p_methods,
        p_countries := p_countries,
        p_source := p_source,
        p_all_surveys := p_all_surveys,
        p_split_housework := p_split_housework,
        p_wage_years := [p_wage_year],
        p_wage_rung := p_wage_rung,
        p_detailed_occupations := p_detailed_occupations,
        p_quality_factor := p_quality_factor,
        p_days_per_year := p_days_per_year
    )
    where p_sexes is null or list_contains(p_sexes, sex)
)

select
    v.country_code,
    v.method_id,
    v.sex,
    v.activity_code,
    a.group_code,
    v.domain,
    v.scope,
    v.is_counted,
    v.survey_year,
    v.age_range,
    v.population_base,
    v.wage_year,
    v.wage_year as population_year,
    v.gdp_year,
    v.wage_concept,
    v.occupation_code,
    v.minutes_per_day,
    v.minutes_per_day / 60 as hours_per_person_per_day,
    v.hours_bn,
    v.price_per_hour_usd_ppp,
    v.value_usd_ppp_bn,
    v.value_national_bn,
    c.currency_code,
    v.value_usd_ppp_bn / nullif(v.gdp_usd_ppp_bn, 0) as gdp_share,
    v.value_usd_ppp_bn * 1e9 / nullif(v.persons_all_ages, 0) as value_per_person_usd_ppp,
    case when v.is_counted then v.value_usd_ppp_bn / nullif(
        fsum(v.value_usd_ppp_bn) filter (v.is_counted) over (partition by v.country_code, v.method_id, v.time_dataset_id, v.survey_year, v.sex), 0
    ) end as value_share,
    nullif(concat_ws(',', v.notes, v.split_note, v.price_note), '') as notes,
    v.time_dataset_id,
    v.wage_dataset_id,
    v.population_dataset_id,
    v.gdp_dataset_id,
    v.ppp_dataset_id,
from valued v
join core_activities a using (activity_code)
left join core_countries c on c.country_code = v.country_code
order by v.country_code, v.method_id, v.survey_year, v.sex, a.sort_order
