-- One row with a column per declared parameter.
select
    max(value) filter (parameter = 'price_level_lowest') as price_level_lowest,
    max(value) filter (parameter = 'price_level_highest') as price_level_highest,
    max(value) filter (parameter = 'minimum_wage_base_year')::integer as minimum_wage_base_year,
    max(value) filter (parameter = 'us_oews_year')::integer as us_oews_year,
    max(value) filter (parameter = 'wage_years_of_gdp_per_head_highest') as wage_years_of_gdp_per_head_highest,
    max(value) filter (parameter = 'full_time_hours_per_year') as full_time_hours_per_year,
    max(value) filter (parameter = 'years_far_apart')::integer as years_far_apart,
    max(value) filter (parameter = 'confidence_z') as confidence_z,
    max(value) filter (parameter = 'percentile_low') as percentile_low,
    max(value) filter (parameter = 'percentile_middle') as percentile_middle,
    max(value) filter (parameter = 'percentile_high') as percentile_high,
    max(value) filter (parameter = 'induced_multiplier') as induced_multiplier,
    max(value) filter (parameter = 'paid_hours_per_unpaid_hour') as paid_hours_per_unpaid_hour,
    max(value) filter (parameter = 'reused_share') as reused_share,
from raw_parameters__parameters
