-- The group of unpaid work that each kind of travel belongs to.
select
    group_code,
    activity_code,
from raw_activities__travel
