-- Who receives the work of an activity.
select activity_code, receiver,
from raw_time_transfers__rules
