-- mart_tempogram_sums for surveys held as sums.
-- p_cells and p_codes name relations of the caller: see mart_aggregate_cells and mart_selection_codes.
create or replace macro mart_aggregate_steps(
    p_cells varchar := 'aggregate_cells',
    p_codes varchar := 'codes',
    p_step_minutes integer := 10
) as table
select
    a.selection_no,
    c.cell,
    any_value(hash(c.survey_id)) as stratum_key,
    s.step,
    fsum(s.y) as y,
    fsum(s.yy) as yy,
    fsum(s.yw) as yw,
from query_table(p_cells) c
join core_aggregate_steps s using (cell_no)
join (select distinct selection_no, selection_code from query_table(p_codes)) a using (selection_code)
where s.step_minutes = p_step_minutes
group by c.cell, a.selection_no, s.step
