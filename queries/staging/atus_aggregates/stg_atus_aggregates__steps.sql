-- Weighted sums of each group and selection in each step of the day.
select
    cell_no,
    selection_code,
    step_minutes,
    step,
    y,
    yy,
    yw,
from raw_atus_aggregates__steps
