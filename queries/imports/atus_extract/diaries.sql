-- Diary days of all years; the weekday runs from 1, Monday, to 7, Sunday.
select
    getvariable('survey_id') as survey_id,
    tucaseid::varchar as person_id,
    1 as diary_no,
    tuyear as year,
    diary_mo as month,
    isodow(make_date(tuyear, diary_mo, diary_day)) as weekday,
    holiday = 'yes' as is_holiday,
    wt as weight,
    'atusresp.parquet' as source_file,
    file_row_number + 1 as source_row,
from extract_resp
