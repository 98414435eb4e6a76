-- The curves of income, numbered: of each survey that a method prices its money income (0) and, numbered like its selection, each method's.
-- p_alike names a relation of the caller as mart_alike_values makes it.
create or replace macro mart_income_curves(
    p_alike varchar := 'alike_values'
) as table
select
    row_number() over (order by survey_id, curve_no)::integer as curve_key,
    survey_id,
    curve_no,
from (
    select distinct survey_id, unnest([0, selection_no]) as curve_no
    from query_table(p_alike)
)
