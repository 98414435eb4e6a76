-- The codes of every classification of activities that a diary may be coded in; a longer code begins with the code it belongs to.
select classification, source_code as code_prefix, activity_code
from stg_activity_crosswalk__leaves
union all
select 'harmonised', activity_code, activity_code
from core_activities
order by all
