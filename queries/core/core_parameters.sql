-- The declared parameters that reports use, one column each.
select years_far_apart,
from stg_parameters
