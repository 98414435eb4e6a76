-- Diary days with weight and design; without a stratum the survey is one, without a primary unit the person is it.
select
    survey_id,
    person_id,
    diary_no,
    year,
    month,
    weekday,
    case when weekday >= 6 then 'weekend' when weekday >= 1 then 'weekday' end as day_type,
    is_holiday,
    weight,
    coalesce(stratum, '') as stratum,
    coalesce(psu, person_id) as psu,
from raw_diaries__diaries
