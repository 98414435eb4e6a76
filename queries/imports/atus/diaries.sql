-- Diary days; the weekday runs from 1, Monday, to 7, Sunday (the producer counts from Sunday).
select
    getvariable('survey_id') as survey_id,
    tucaseid as person_id,
    1 as diary_no,
    tuyear as year,
    tudiarydate // 100 % 100 as month,
    (tudiaryday + 5) % 7 + 1 as weekday,
    trholiday = 1 as is_holiday,
    weight,
    source_file,
    source_row,
from atus_resp
anti join atus_left_out using (tucaseid)
