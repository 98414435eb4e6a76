-- Diary days, a row each.
select
    getvariable('survey_id') as survey_id,
    person_id,
    coalesce(diary_no, 1) as diary_no,
    year,
    month,
    weekday,
    is_holiday,
    weight,
    stratum,
    psu,
    source_file,
    source_row,
from mapped_diaries
