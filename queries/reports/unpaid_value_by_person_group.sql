-- What the unpaid work of people is worth by method and group of people, from diary microdata, with standard errors and intervals.
-- grain: one row per survey, group and method
-- p_methods: any valuation method, or own_wage, cell_wage, predicted_wage (opportunity cost at the person's own wage).
-- p_wage_rule prices the hours of people without a wage in own_wage: predicted, cell, minimum, replacement or zero.
-- The standard errors hold prices for known: they are those of the time, not of the wages.
create or replace macro unpaid_value_by_person_group(
    p_survey varchar := null,
    p_years integer[] := null,
    p_methods varchar[] := ['replacement_specialist', 'replacement_generalist', 'own_wage'],
    p_by varchar[] := [],
    p_wage_rule varchar := 'predicted',
    p_activities varchar[] := ['unpaid_work'],
    p_travel boolean := true,
    p_day_types varchar[] := null,
    p_profile varchar := 'default'
) as table
with diary_domain as materialized (
    from mart_diary_domain(p_survey := p_survey, p_years := p_years, p_by := p_by, p_day_types := p_day_types)
),

selected as materialized (
    from mart_selection_codes(p_activities := p_activities, p_travel := p_travel)
),

codes as materialized (
    select
        generate_subscripts(p_methods, 1)::usmallint as selection_no,
        unnest(p_methods) as method_id,
),

diary_values as materialized (
    select selection_no, value, diary_key, person_key, psu_key, stratum_key, n_diaries_in_psu, weight, cell
    from mart_diary_money(p_codes := 'selected', p_methods := 'codes', p_wage_rule := p_wage_rule)
),

held as materialized (
    from diary_values
    where value > 0
),

several_units as materialized (
    from mart_several_units()
),

strata as materialized (
    from mart_domain_strata(p_survey := p_survey)
),

value_strata as materialized (
    from mart_value_strata(p_survey := p_survey)
),

priced as (
    select distinct v.selection_no, s.survey_id
    from value_strata v
    join strata s using (cell)
),

replicate_totals as materialized (
    from mart_replicate_totals()
),

measured as materialized (
    from mart_measured(p_survey := p_survey)
),

estimates as materialized (
    from mart_estimates(p_profile := p_profile)
),

labels as (
    from mart_cell_labels(p_by := p_by)
),

asked as (
    select
        s.survey_id,
        s.missing_reason,
        c.selection_no,
        c.method_id,
        p.selection_no is not null as is_priced,
        w.wage_dataset_id,
    from (
        select distinct survey_id, 'no_wage' as missing_reason from diary_domain
        union all
        select survey_id, 'no_microdata' from mart_without_diaries(p_survey := p_survey)
    ) s
    join core_surveys k using (survey_id)
    cross join codes c
    left join priced p on p.survey_id = s.survey_id and p.selection_no = c.selection_no
    left join (
        select country_code, method_id, any_value(wage_dataset_id) as wage_dataset_id
        from core_prices
        group by country_code, method_id
    ) w on w.country_code = k.country_code and w.method_id = c.method_id
),

told as (
    select
        a.survey_id,
        a.selection_no,
        a.method_id,
        a.wage_dataset_id,
        e.* exclude (survey_id, selection_no, cell, missing_reason),
        l.* exclude (survey_id, cell),
        case when a.is_priced then e.missing_reason else a.missing_reason end as missing_reason,
    from asked a
    left join estimates e on e.survey_id = a.survey_id and e.selection_no = a.selection_no and a.is_priced
    left join labels l on l.cell = e.cell
    where not a.is_priced or e.cell is not null
)

select
    t.survey_id,
    s.country_code,
    t.method_id as price_method_id,
    t.year,
    t.month,
    t.weekday,
    t.day_type,
    t.sex,
    t.age as age_years,
    t.age_group,
    t.education,
    t.employment,
    t.income_fifth,
    t.household_type,
    t.region,
    t.mean as mean_value_national,
    t.mean_se as mean_value_national_se,
    t.mean_ci_low as mean_value_national_ci_low,
    t.mean_ci_high as mean_value_national_ci_high,
    t.total_share as value_share,
    t.total_share_se as value_share_se,
    t.total_share_ci_low as value_share_ci_low,
    t.total_share_ci_high as value_share_ci_high,
    s.currency_code,
    t.n_persons,
    t.n_diaries,
    t.effective_n,
    t.quality_flag,
    s.design_method as variance_method,
    s.is_synthetic,
    nullif(s.note_codes, '') as notes,
    t.missing_reason,
    t.wage_dataset_id,
    s.dataset_id,
from told t
join core_surveys s using (survey_id)
order by t.survey_id, t.selection_no, t.year, t.month, t.weekday, t.day_type, t.sex, t.age, t.age_group, t.education,
    t.employment, t.income_fifth, t.household_type, t.region
