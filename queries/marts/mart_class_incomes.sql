-- Each person's income before and after the value of own unpaid work beside the median of all people's before and after, by method.
-- p_incomes names a relation of the caller as mart_extended_income makes it.
create or replace macro mart_class_incomes(
    p_incomes varchar := 'incomes'
) as table
with medians as (
    select survey_id, curve_no, min(income) filter (people_below + people >= percentile_middle * all_people) as median
    from mart_income_levels(p_incomes := p_incomes)
    cross join core_parameters
    group by survey_id, curve_no
)

select
    a.survey_id,
    a.curve_no as selection_no,
    a.diary_key,
    a.stratum_key,
    a.psu_key,
    a.n_psu_in_stratum,
    a.weight,
    b.income as money_income,
    mb.median as money_median,
    a.income as extended_income,
    ma.median as extended_median,
from query_table(p_incomes) a
join query_table(p_incomes) b on b.diary_key = a.diary_key and b.curve_no = 0
join medians mb on mb.survey_id = a.survey_id and mb.curve_no = 0
join medians ma on ma.survey_id = a.survey_id and ma.curve_no = a.curve_no
where a.curve_no > 0
