-- The modelled day of the world by activity: all hours, the paid part and the rest.
-- grain: one row per activity
create or replace macro human_day_world() as table
select
    human_day_activity,
    is_household_work,
    max(hours_per_day) filter (part = 'total') as hours_per_day,
    max(hours_per_day) filter (part = 'paid') as paid_hours_per_day,
    max(hours_per_day) filter (part = 'total') - max(hours_per_day) filter (part = 'paid') as not_paid_hours_per_day,
    'WLD' as country_code,
    dataset_id as time_dataset_id,
from core_human_day
where country_code = 'WLD'
group by all
order by is_household_work desc, hours_per_day desc, human_day_activity
