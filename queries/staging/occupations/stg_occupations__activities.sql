-- The occupation that prices each activity.
select
    activity_code,
    scheme,
    occupation_code,
    fallback_code,
    hybrid_rule,
    reason_en,
    reason_ko,
from raw_occupations__activity_occupations
