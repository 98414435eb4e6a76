-- Each person's income before and after the value of own unpaid work beside the median of all people's before and after, by method.
-- p_incomes and p_curves name relations of the caller as mart_extended_income or mart_grouped_incomes and mart_income_curves make them;
-- the other columns of the incomes come along.
create or replace macro mart_class_incomes(
    p_incomes varchar := 'incomes',
    p_curves varchar := 'curves'
) as table
with medians as (
    select curve_key, min(income) filter (people_below + people >= percentile_middle * all_people) as median
    from mart_income_levels(p_incomes := p_incomes)
    cross join core_parameters
    group by curve_key
),

curves as (
    select c.survey_id, c.curve_no, c.curve_key, m.median, n.median as money_median
    from query_table(p_curves) c
    join query_table(p_curves) z on z.survey_id = c.survey_id and z.curve_no = 0
    join medians m on m.curve_key = c.curve_key
    join medians n on n.curve_key = z.curve_key
    where c.curve_no > 0
)

select
    c.survey_id,
    c.curve_no as selection_no,
    c.money_median,
    a.* rename (money as money_income, income as extended_income),
    c.median as extended_median,
from query_table(p_incomes) a
join curves c using (curve_key)
