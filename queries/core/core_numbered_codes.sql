-- The codes that diaries hold, each with its activity or 'other' and its number in the order of the activities: many rows are sorted by number, not by text.
select
    classification,
    source_code,
    coalesce(activity_code, 'other') as activity_code,
    (row_number() over (order by coalesce(activity_code, 'other'), source_code, classification))::integer as code_no,
from core_source_activities
order by code_no
