-- Unpaid production by kind of prosuming: time and value by country and sex, with the kinds that no source measures.
-- grain: one row per country, survey, sex and kind of prosuming
create or replace macro prosuming_by_kind(
    p_countries varchar[] := null,
    p_sexes varchar[] := ['total'],
    p_method varchar := 'replacement_specialist',
    p_source varchar := 'best',
    p_split_housework boolean := true
) as table
with times as (
    select m.time_dataset_id, m.country_code, m.survey_year, m.age_range, m.sex, k.prosuming_kind,
        fsum(m.minutes_per_day) as minutes_per_day,
        max(m.split_note) as notes,
    from mart_unpaid_minutes(p_countries := p_countries, p_source := p_source, p_split_housework := p_split_housework) m
    join core_prosuming_kinds k on list_contains(k.activity_codes, m.activity_code)
    where p_sexes is null or list_contains(p_sexes, m.sex)
    group by all
),

priced as (
    select v.time_dataset_id, v.country_code, v.survey_year, v.sex, k.prosuming_kind,
        any_value(v.wage_year) as wage_year,
        any_value(v.gdp_year) as gdp_year,
        any_value(v.wage_dataset_id) as wage_dataset_id,
        any_value(v.population_dataset_id) as population_dataset_id,
        any_value(v.gdp_dataset_id) as gdp_dataset_id,
        fsum(v.hours_bn) as hours_bn,
        fsum(v.value_usd_ppp_bn) as value_usd_ppp_bn,
        any_value(v.gdp_usd_ppp_bn) as gdp_usd_ppp_bn,
    from mart_valued_hours(
        p_methods := [p_method], p_countries := p_countries, p_source := p_source, p_split_housework := p_split_housework
    ) v
    join core_prosuming_kinds k on list_contains(k.activity_codes, v.activity_code)
    group by all
),

asked as (
    select s.*, k.prosuming_kind, k.sort_order, k.is_counted,
    from (select distinct time_dataset_id, country_code, survey_year, age_range, sex from times) s
    cross join core_prosuming_kinds k
)

select
    a.country_code,
    a.survey_year,
    a.age_range,
    a.sex,
    a.prosuming_kind,
    a.is_counted,
    t.minutes_per_day,
    t.minutes_per_day / 60 as hours_per_person_per_day,
    t.minutes_per_day / nullif(fsum(t.minutes_per_day) filter (a.is_counted) over survey, 0) as unpaid_time_share,
    p_method as method_id,
    p.wage_year,
    p.gdp_year,
    p.hours_bn,
    p.value_usd_ppp_bn,
    p.value_usd_ppp_bn / nullif(p.gdp_usd_ppp_bn, 0) as gdp_share,
    t.notes,
    case
        when t.minutes_per_day is null and a.prosuming_kind = 'digital' then 'no_hours_recorded'
        when t.minutes_per_day is null then 'not_split_by_source'
        when p.value_usd_ppp_bn is null then 'no_wage_for_method'
        when p.gdp_usd_ppp_bn is null then 'no_gdp_in_wage_year'
    end as missing_reason,
    a.time_dataset_id,
    p.wage_dataset_id,
    p.population_dataset_id,
    p.gdp_dataset_id,
from asked a
left join times t using (time_dataset_id, country_code, survey_year, age_range, sex, prosuming_kind)
left join priced p using (time_dataset_id, country_code, survey_year, sex, prosuming_kind)
window survey as (partition by a.time_dataset_id, a.country_code, a.survey_year, a.sex)
order by a.country_code, a.survey_year, a.sex, a.sort_order
