-- Groups of the harmonised activities.
select
    group_code,
    sort_order,
    title_en,
    title_ko,
from stg_activities__groups
