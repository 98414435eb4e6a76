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
with people as materialized (from mart_income_people(p_survey := p_survey, p_years := p_years)),

selected as materialized (from mart_selection_codes(p_activities := ['unpaid_work'], p_travel := p_travel)),

codes as materialized (
    select
        generate_subscripts(p_methods, 1)::usmallint as selection_no,
        unnest(p_methods) as method_id,
),

diary_values as materialized (
    select selection_no, diary_key, alike, weight, value
    from mart_diary_money(p_codes := 'selected', p_methods := 'codes', p_wage_rule := p_wage_rule, p_domain := 'people')
),

alike_values as materialized (from mart_alike_values()),

curves as materialized (from mart_income_curves()),

incomes as materialized (
    from mart_grouped_incomes(p_imputation := p_imputation, p_days_per_year := p_days_per_year)
),

levels as materialized (from mart_income_levels()),

ginis as materialized (
    -- Convey's form: T1 = sum C q y, T2 = sum q y, T3 = sum q; G = (2 T1 - sum q2 y) / (T2 T3) - 1, C the people so far.
    select
        curve_key,
        any_value(all_people) as t3,
        any_value(all_income) as t2,
        fsum(income * (people * people_below + (people * people + people_square) / 2)) as t1,
        fsum(income * people * (2 * people_below + people)) / nullif(any_value(all_people * all_income), 0) - 1 as gini,
        fsum(n_diaries)::bigint as n_diaries,
        any_value(all_income) / nullif(any_value(all_people), 0) as mean_income,
        min(income) filter (people_below + people >= percentile_low * all_people) as p10,
        min(income) filter (people_below + people >= percentile_middle * all_people) as p50,
        min(income) filter (people_below + people >= percentile_high * all_people) as p90,
    from levels
    cross join core_parameters
    group by curve_key
),

points as (
    select curve_key, share as population_share, share * t3 as people
    from ginis
    cross join (select unnest(range(p_points + 1)) / nullif(p_points, 0)::double as share)
),

corners as (
    -- Between two incomes the curve is a line: there people of one income stand side by side. Of the incomes between two points the last is enough.
    select
        curve_key,
        max(people_below) as people_below,
        arg_max(income_below, people_below) as income_below,
        arg_max(income, people_below) as income,
        any_value(all_income) as all_income,
    from levels
    group by curve_key, floor(p_points * people_below / nullif(all_people, 0))
),

lorenz as (
    select
        p.curve_key,
        p.population_share,
        coalesce((v.income_below + (p.people - v.people_below) * v.income) / nullif(v.all_income, 0), 0) as income_share,
    from points p
    asof left join corners v
        on v.curve_key = p.curve_key and p.people > v.people_below
),

asked as (
    select
        s.survey_id,
        c.selection_no,
        c.method_id,
        t.stage,
        money.curve_key as money_key,
        extended.curve_key as extended_key,
        case t.stage when 'before' then money.curve_key else extended.curve_key end as curve_key,
        s.missing_reason,
    from (
        select distinct survey_id, 'no_wage' as missing_reason from people
        union all
        select survey_id, 'no_microdata' from mart_without_diaries(p_survey := p_survey)
    ) s
    cross join codes c
    cross join (select unnest(['before', 'after']) as stage) t
    left join curves extended on extended.survey_id = s.survey_id and extended.curve_no = c.selection_no
    left join curves money on money.survey_id = extended.survey_id and money.curve_no = 0
)

select
    a.survey_id,
    k.country_code,
    a.method_id as price_method_id,
    case when g.curve_key is not null then a.stage end as stage,
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
    1 - money.mean_income / nullif(extended.mean_income, 0) as unpaid_income_share,
    k.currency_code,
    g.n_diaries,
    k.design_method as variance_method,
    k.is_synthetic,
    nullif(k.note_codes, '') as notes,
    case when a.extended_key is null then a.missing_reason when g.curve_key is null then 'no_household_income' end as missing_reason,
    k.dataset_id,
from asked a
join core_surveys k using (survey_id)
left join ginis g on g.curve_key = a.curve_key
left join ginis money on money.curve_key = a.money_key
left join ginis extended on extended.curve_key = a.extended_key
left join lorenz l on l.curve_key = g.curve_key
left join mart_gini_errors() e on e.curve_key = g.curve_key
cross join core_parameters q
where g.curve_key is not null or a.stage = 'before'
order by a.survey_id, a.selection_no, a.stage = 'after', l.population_share
