-- Every leaf has a harmonised activity, and every activity of the crosswalk exists
select source_code, activity_code
from core_time_use
where is_leaf and (activity_code is null or activity_code not in (select activity_code from core_activities))
