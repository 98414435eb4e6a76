-- Each person's equivalised income before and after the value of own unpaid work, as the incomes of curves.
-- Curve 0 of a survey is money income, whatever the method; the curve of a method that prices the survey is numbered like its selection.
-- p_people, p_values, p_alike and p_priced name relations of the caller: mart_income_people, mart_diary_money, mart_alike_values,
-- and the surveys that a method prices (survey_id, selection_no).
create or replace macro mart_extended_income(
    p_imputation varchar := 'cell_mean',
    p_days_per_year double := 365.0,
    p_people varchar := 'people',
    p_values varchar := 'diary_values',
    p_alike varchar := 'alike_values',
    p_priced varchar := 'priced'
) as table
select
    survey_id, diary_key, 0 as curve_no, psu_key, stratum_key, n_psu_in_stratum, n_diaries_in_psu, weight,
    weight * weight as weight_square, 1 as n_diaries, money as income,
from query_table(p_people)
where money is not null and survey_id in (select survey_id from query_table(p_priced))
union all
select
    p.survey_id,
    p.diary_key,
    k.selection_no,
    p.psu_key,
    p.stratum_key,
    p.n_psu_in_stratum,
    p.n_diaries_in_psu,
    p.weight,
    p.weight * p.weight,
    1,
    p.money + p_days_per_year * coalesce(case p_imputation when 'diary_day' then v.value else a.value end, 0) / nullif(p.root, 0),
from query_table(p_people) p
join query_table(p_priced) k using (survey_id)
left join query_table(p_alike) a on a.alike = p.alike and a.selection_no = k.selection_no
left join query_table(p_values) v
    on v.diary_key = p.diary_key and v.selection_no = k.selection_no and p_imputation = 'diary_day'
where p.money is not null
