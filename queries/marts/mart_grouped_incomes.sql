-- mart_extended_income for people who cannot but have one income, together: those of one stratum, group, money income, household size and likes.
-- weight_square, weight_cube and weight_fourth: sums of powers of the weights, from which errors follow where a unit is one diary.
-- People of units of several diaries stand alone, for they are added up by unit; so does everyone where the value is that of the day.
create or replace macro mart_grouped_incomes(
    p_imputation varchar := 'cell_mean',
    p_days_per_year double := 365.0,
    p_people varchar := 'people',
    p_values varchar := 'diary_values',
    p_alike varchar := 'alike_values',
    p_curves varchar := 'curves'
) as table
with groups as materialized (
    select
        any_value(survey_id) as survey_id,
        any_value(diary_key) as diary_key,
        any_value(psu_key) as psu_key,
        stratum_key,
        any_value(n_psu_in_stratum) as n_psu_in_stratum,
        any_value(n_diaries_in_psu) as n_diaries_in_psu,
        group_code,
        root,
        money,
        alike,
        fsum(weight) as weight,
        fsum(weight * weight) as weight_square,
        fsum(weight * weight * weight) as weight_cube,
        fsum(weight * weight * weight * weight) as weight_fourth,
        count(*) as n_diaries,
    from query_table(p_people)
    where money is not null
    group by stratum_key, group_code, money, root, alike, case when n_diaries_in_psu > 1 or p_imputation = 'diary_day' then diary_key end
)

select
    c.curve_key,
    g.psu_key,
    g.stratum_key,
    g.n_psu_in_stratum,
    g.n_diaries_in_psu,
    g.weight,
    g.weight_square,
    g.weight_cube,
    g.weight_fourth,
    g.n_diaries,
    g.group_code,
    g.money,
    g.money + p_days_per_year * coalesce(case p_imputation when 'diary_day' then v.value else a.value end, 0) / nullif(g.root, 0)
        as income,
from groups g
join query_table(p_curves) c using (survey_id)
left join query_table(p_alike) a on a.alike = g.alike and a.selection_no = c.curve_no
left join query_table(p_values) v
    on v.diary_key = g.diary_key and v.selection_no = c.curve_no and p_imputation = 'diary_day'
