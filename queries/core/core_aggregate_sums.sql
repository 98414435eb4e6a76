-- Weighted sums of each group and selection.
from stg_atus_aggregates__sums
semi join core_aggregate_cells using (cell_no)
order by cell_no, selection_code, with_travel
