-- Each person's equivalised income before and after the value of own unpaid work, as the incomes of curves.
-- Money income is what a curve has that is of no method.
-- p_people, p_values, p_alike and p_curves name relations of the caller: mart_income_people, mart_diary_money, mart_alike_values
-- and mart_income_curves.
create or replace macro mart_extended_income(
    p_imputation varchar := 'cell_mean',
    p_days_per_year double := 365.0,
    p_people varchar := 'people',
    p_values varchar := 'diary_values',
    p_alike varchar := 'alike_values',
    p_curves varchar := 'curves'
) as table
select
    c.curve_key,
    p.diary_key,
    p.psu_key,
    p.stratum_key,
    p.n_psu_in_stratum,
    p.n_diaries_in_psu,
    p.weight,
    p.weight * p.weight as weight_square,
    1 as n_diaries,
    p.group_code,
    p.money,
    p.money + p_days_per_year * coalesce(case p_imputation when 'diary_day' then v.value else a.value end, 0) / nullif(p.root, 0)
        as income,
from query_table(p_people) p
join query_table(p_curves) c using (survey_id)
left join query_table(p_alike) a on a.alike = p.alike and a.selection_no = c.curve_no
left join query_table(p_values) v
    on v.diary_key = p.diary_key and v.selection_no = c.curve_no and p_imputation = 'diary_day'
where p.money is not null
