-- The declared parameters that reports use, one column each.
select
    years_far_apart,
    confidence_z,
from stg_parameters
