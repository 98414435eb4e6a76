-- The modelled global human day: hours per person of all ages, of the world in every activity and of countries in household work.
-- 'paid' is the part of the hours that is paid, which is known of the world only.
select
    'global_human_day' as dataset_id,
    country_code,
    activity as human_day_activity,
    part,
    hours_per_day,
    activity in ('food_preparation', 'inhabited_environment', 'physical_child_care') as is_household_work,
from stg_global_human_day
where country_code = 'WLD' or is_household_work
