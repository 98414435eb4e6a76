-- The declared parameters that reports use, one column each.
select
    years_far_apart,
    confidence_z,
    percentile_low,
    percentile_middle,
    percentile_high,
    induced_multiplier,
    paid_hours_per_unpaid_hour,
    reused_share,
    median_ppp_year,
    days_per_year,
    series_terms,
    time_poor_work_low,
    time_poor_work_high,
    time_poor_leisure_low,
    time_poor_leisure_middle,
    time_poor_leisure_high,
from stg_parameters
