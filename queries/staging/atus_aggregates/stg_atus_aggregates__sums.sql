-- Weighted sums of each group and selection.
select
    cell_no,
    selection_code,
    with_travel,
    n_participants,
    y,
    p,
    moment,
    yy,
    yp,
    pp,
from raw_atus_aggregates__sums
