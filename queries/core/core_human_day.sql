-- The modelled global human day: hours per person of all ages by activity; 'paid' is known of the world only.
select
    'global_human_day' as dataset_id,
    h.country_code,
    h.activity,
    h.part,
    h.hours_per_day,
    a.is_household_work,
    a.sort_order,
    a.title_en,
    a.title_ko,
from stg_global_human_day h
join stg_prosuming__human_day_activities a using (activity)
