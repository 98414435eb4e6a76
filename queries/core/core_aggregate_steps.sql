-- Weighted sums of each group and selection in each step of the day.
from stg_atus_aggregates__steps
semi join core_aggregate_cells using (cell_no)
order by cell_no, selection_code, step_minutes, step
