-- Hours a day by activity; the two kinds of rows of the world become one activity with the part of the day they hold.
select
    country_code,
    regexp_replace(activity, '^world_(total|economic)_', '') as activity,
    case when starts_with(activity, 'world_economic_') then 'paid' else 'total' end as part,
    hours_per_day,
from raw_global_human_day__hours
