-- How household income is distributed before and after the value of people's own unpaid work is added: Lorenz points, Gini, percentile ratios.
-- grain: one row per survey, method, stage and point of the Lorenz curve
-- Income is the household's money income over the square root of its size, of each person asked, weighted; unpaid work is that
-- person's own, a year of it, over the same root (the others of the household keep no diary).
-- p_imputation: cell_mean gives each person the mean value of people alike (sex, age group, employment, household type), for one
-- day says little about a year and would show as inequality; diary_day takes the day as it is.
-- The standard error of the Gini coefficient is linearised over the survey's primary units; prices are held for known.
create or replace macro extended_income_distribution(
    p_survey varchar := null,
    p_years integer[] := null,
    p_methods varchar[] := ['replacement_specialist', 'replacement_generalist', 'own_wage'],
    p_wage_rule varchar := 'predicted',
    p_imputation varchar := 'cell_mean',
    p_travel boolean := true,
    p_days_per_year double := 365.0,
    p_points integer := 20
) as table
with diary_domain as materialized (
    from mart_diary_domain(p_survey := p_survey, p_years := p_years)
),

selected as materialized (
    from mart_selection_codes(p_activities := ['unpaid_work'], p_travel := p_travel)
),

codes as materialized (
    select
        generate_subscripts(p_methods, 1)::usmallint as selection_no,
        unnest(p_methods) as method_id,
),

diary_values as materialized (
    from mart_diary_money(p_codes := 'selected', p_methods := 'codes', p_wage_rule := p_wage_rule)
),

priced as (
    select distinct v.selection_no, d.survey_id
    from diary_values v
    join diary_domain d using (diary_key)
),

ordered as materialized (
    from mart_extended_income(p_imputation := p_imputation, p_days_per_year := p_days_per_year)
),

ginis as (
    -- Convey's form: T1 = sum C q y, T2 = sum q y, T3 = sum q; G = (2 T1 - sum q2 y) / (T2 T3) - 1.
    select
        survey_id,
        selection_no,
        stage,
        any_value(all_people) as t3,
        any_value(all_income) as t2,
        fsum(people_so_far * weight * income) as t1,
        fsum((2 * people_so_far - weight) * weight * income) / nullif(any_value(all_people * all_income), 0) - 1 as gini,
        count(*) as n_diaries,
        any_value(all_income) / nullif(any_value(all_people), 0) as mean_income,
        min(income) filter (people_so_far >= percentile_low * all_people) as p10,
        min(income) filter (people_so_far >= percentile_middle * all_people) as p50,
        min(income) filter (people_so_far >= percentile_high * all_people) as p90,
    from ordered
    cross join core_parameters
    group by survey_id, selection_no, stage
),

influences as (
    select
        o.survey_id,
        o.selection_no,
        o.stage,
        o.stratum_key,
        o.psu_key,
        any_value(o.n_psu_in_stratum) as n_psu,
        fsum(o.weight * (
            2 * (g.t2 - o.income_so_far + o.weight * o.income + o.people_so_far * o.income) / nullif(g.t2 * g.t3, 0)
            - o.income / nullif(g.t2 * g.t3, 0)
            - (2 * g.t1 - g.t2) / nullif(g.t2 * g.t3, 0) * (o.income / nullif(g.t2, 0) + 1 / nullif(g.t3, 0))
        )) as z,
    from ordered o
    join ginis g using (survey_id, selection_no, stage)
    group by o.survey_id, o.selection_no, o.stage, o.stratum_key, o.psu_key
),

strata as (
    select
        survey_id,
        selection_no,
        stage,
        stratum_key,
        any_value(n_psu) / nullif(any_value(n_psu) - 1, 0)
            * (fsum(z * z) - fsum(z) * fsum(z) / nullif(any_value(n_psu), 0)) as variance,
    from influences
    group by survey_id, selection_no, stage, stratum_key
),

errors as (
    select survey_id, selection_no, stage, sqrt(greatest(fsum(variance), 0)) as gini_se
    from strata
    group by survey_id, selection_no, stage
),

reached as (
    -- The first point of the curve at or above each person, and the most income that the people between two points come up to.
    select
        survey_id,
        selection_no,
        stage,
        ceil(round(people_so_far / nullif(all_people, 0) * p_points, 8)) as point_no,
        max(income_so_far / nullif(all_income, 0)) as income_share,
    from ordered
    group by survey_id, selection_no, stage, point_no
),

lorenz as (
    select
        g.survey_id,
        g.selection_no,
        g.stage,
        p.point_no / nullif(p_points, 0)::double as population_share,
        coalesce(
            max(r.income_share) over (partition by g.survey_id, g.selection_no, g.stage order by p.point_no), 0
        ) as income_share,
    from ginis g
    cross join (select unnest(range(p_points + 1)) as point_no) p
    left join reached r using (survey_id, selection_no, stage, point_no)
),

shares as (
    select survey_id, selection_no, max(mean_income) filter (stage = 'before') as before, max(mean_income) filter (stage = 'after') as after
    from ginis
    group by survey_id, selection_no
),

asked as (
    select s.survey_id, c.selection_no, c.method_id, g.selection_no is not null as has_income, p.selection_no is not null as is_priced
    from (select distinct survey_id from diary_domain) s
    cross join codes c
    left join (select distinct survey_id, selection_no from ginis) g using (survey_id, selection_no)
    left join priced p using (survey_id, selection_no)
)

select
    a.survey_id,
    k.country_code,
    a.method_id as price_method_id,
    l.stage,
    l.population_share,
    l.income_share,
    g.gini,
    e.gini_se,
    g.gini - q.confidence_z * e.gini_se as gini_ci_low,
    g.gini + q.confidence_z * e.gini_se as gini_ci_high,
    g.p90 / nullif(g.p10, 0) as p90_p10_ratio,
    g.p90 / nullif(g.p50, 0) as p90_p50_ratio,
    g.p50 / nullif(g.p10, 0) as p50_p10_ratio,
    g.mean_income as mean_income_national,
    1 - h.before / nullif(h.after, 0) as unpaid_income_share,
    k.currency_code,
    g.n_diaries,
    k.design_method as variance_method,
    k.is_synthetic,
    nullif(k.note_codes, '') as notes,
    case when not a.is_priced then 'no_wage' when not a.has_income then 'no_household_income' end as missing_reason,
    k.dataset_id,
from asked a
join core_surveys k using (survey_id)
left join lorenz l using (survey_id, selection_no)
left join ginis g using (survey_id, selection_no, stage)
left join errors e using (survey_id, selection_no, stage)
left join shares h using (survey_id, selection_no)
cross join core_parameters q
order by a.survey_id, a.selection_no, l.stage = 'after', l.population_share
