-- What is held as sums for each combination of columns: selections of the whole day, and through the day by the length of the step.
select distinct c.survey_id, c.margin, s.selection_code, null::integer as step_minutes,
from core_aggregate_sums s
join core_aggregate_cells c using (cell_no)
union all
select distinct c.survey_id, c.margin, s.selection_code, s.step_minutes,
from core_aggregate_steps s
join core_aggregate_cells c using (cell_no)
order by all
