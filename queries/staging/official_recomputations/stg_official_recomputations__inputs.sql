-- The published inputs of each case.
select
    case_id,
    role,
    figure_id,
    factor,
from raw_official_recomputations__inputs
