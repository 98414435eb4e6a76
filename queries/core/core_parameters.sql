-- The declared parameters that reports use, one column each.
select
    years_far_apart,
    confidence_z,
    percentile_low,
    percentile_middle,
    percentile_high,
    induced_multiplier,
from stg_parameters
