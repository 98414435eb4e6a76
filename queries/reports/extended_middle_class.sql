-- The middle class by money income and by money income with the value of people's own unpaid work: how large, who enters, who leaves.
-- grain: one row per survey, method and group
-- Income as in extended_income_distribution: the household's over the square root of its size, of each person asked, weighted.
-- p_line: moving takes the median of each income for its own bounds; fixed keeps the bounds of money income for both.
-- Standard errors are linearised over the survey's primary units; bounds and prices are held for known.
create or replace macro extended_middle_class(
    p_survey varchar := null,
    p_years integer[] := null,
    p_methods varchar[] := ['replacement_specialist', 'replacement_generalist', 'own_wage'],
    p_by varchar := null,
    p_lower double := 0.75,
    p_upper double := 2.0,
    p_line varchar := 'moving',
    p_wage_rule varchar := 'predicted',
    p_imputation varchar := 'cell_mean',
    p_travel boolean := true,
    p_days_per_year double := 365.0,
    p_profile varchar := 'default'
) as table
with income_people as materialized (from mart_income_people(p_survey := p_survey, p_years := p_years, p_by := p_by)),

selected as materialized (from mart_selection_codes(p_activities := ['unpaid_work'], p_travel := p_travel)),

codes as materialized (
    select
        generate_subscripts(p_methods, 1)::usmallint as selection_no,
        unnest(p_methods) as method_id,
),

diary_values as materialized (
    select selection_no, diary_key, alike, weight, value
    from mart_diary_money(p_codes := 'selected', p_methods := 'codes', p_wage_rule := p_wage_rule, p_domain := 'income_people')
),

alike_values as materialized (from mart_alike_values(p_people := 'income_people')),

curves as materialized (from mart_income_curves()),

incomes as materialized (
    from mart_grouped_incomes(
        p_imputation := p_imputation, p_days_per_year := p_days_per_year, p_people := 'income_people'
    )
),

people as not materialized (
    select
        curve_key,
        group_code,
        stratum_key,
        psu_key,
        n_psu_in_stratum,
        n_diaries_in_psu,
        n_diaries,
        weight,
        weight_square,
        (money_income >= p_lower * money_median and money_income < p_upper * money_median)::integer as before,
        (
            extended_income >= p_lower * case p_line when 'fixed' then money_median else extended_median end
            and extended_income < p_upper * case p_line when 'fixed' then money_median else extended_median end
        )::integer as after,
    from mart_class_incomes()
),

totals as (
    select
        curve_key,
        group_code,
        fsum(n_diaries)::bigint as n_diaries,
        fsum(w) as w,
        fsum(b) as b,
        fsum(a) as a,
        fsum(e) as e,
        fsum(l) as l,
        fsum(psu_product(n_psu, ww, w, w)) as v_ww,
        fsum(psu_product(n_psu, ee, e, e)) as v_ee,
        fsum(psu_product(n_psu, ll, l, l)) as v_ll,
        fsum(psu_product(n_psu, ew, e, w)) as v_ew,
        fsum(psu_product(n_psu, lw, l, w)) as v_lw,
    from mart_class_strata(p_survey := p_survey)
    group by curve_key, group_code
),

-- Surveys held as sums answer the same question where it is the usual one.
estimates as (
    select
        c.survey_id,
        c.curve_no as selection_no,
        t.group_code,
        t.n_diaries,
        t.w,
        t.b / nullif(t.w, 0) as before,
        t.a / nullif(t.w, 0) as after,
        t.e / nullif(t.w, 0) as enters,
        t.l / nullif(t.w, 0) as leaves,
        standard_error(ratio_variance(t.e, t.w, t.v_ee, t.v_ew, t.v_ww)) as enters_se,
        standard_error(ratio_variance(t.l, t.w, t.v_ll, t.v_lw, t.v_ww)) as leaves_se,
    from totals t
    join curves c using (curve_key)
    union all by name
    select a.* exclude (method_id), c.selection_no, 1 as w
    from mart_aggregate_classes(
        p_survey := p_survey, p_methods := p_methods, p_by := p_by, p_lower := p_lower, p_upper := p_upper, p_line := p_line
    ) a
    join codes c using (method_id)
    join core_surveys s using (survey_id)
    where p_wage_rule = 'predicted' and p_imputation = 'cell_mean' and p_travel
        and p_days_per_year = (select days_per_year from core_parameters)
        and (p_years is null or list_contains(p_years, s.first_year) and s.first_year = s.last_year)
),

asked as (
    select distinct survey_id, 'no_wage' as missing_reason from income_people
    union all
    select survey_id, 'no_microdata' from mart_without_diaries(p_survey := p_survey)
),

shown as (
    select e.*, e.n_diaries >= r.n_suppress_below as is_shown
    from estimates e
    join core_suppression_profiles r on r.profile = p_profile
)

select
    s.survey_id,
    k.country_code,
    c.method_id as price_method_id,
    coalesce(p_by, 'all') as class_grouping,
    t.group_code as class_group,
    case when t.is_shown then t.before end as money_middle_share,
    case when t.is_shown then t.after end as extended_middle_share,
    case when t.is_shown then t.enters end as enters_share,
    case when t.is_shown then logit_bound(t.enters, t.enters_se, -q.confidence_z) end as enters_share_ci_low,
    case when t.is_shown then logit_bound(t.enters, t.enters_se, q.confidence_z) end as enters_share_ci_high,
    case when t.is_shown then t.leaves end as leaves_share,
    case when t.is_shown then logit_bound(t.leaves, t.leaves_se, -q.confidence_z) end as leaves_share_ci_low,
    case when t.is_shown then logit_bound(t.leaves, t.leaves_se, q.confidence_z) end as leaves_share_ci_high,
    t.n_diaries,
    k.is_synthetic,
    nullif(k.note_codes, '') as notes,
    case when t.is_shown then null when t.w is not null then 'suppressed'
        when s.missing_reason = 'no_microdata' and s.survey_id in (select survey_id from core_aggregate_classes)
            then 'line_not_held'
        when r.curve_key is null then s.missing_reason else 'no_household_income' end as missing_reason,
    k.dataset_id,
from asked s
cross join codes c
join core_surveys k using (survey_id)
left join curves r on r.survey_id = s.survey_id and r.curve_no = c.selection_no
left join shown t on t.survey_id = s.survey_id and t.selection_no = c.selection_no
cross join core_parameters q
order by s.survey_id, c.selection_no, t.group_code
