-- Diary days of 2014; the weekday runs from 1, Monday, to 7, Sunday.
select
    getvariable('survey_id') as survey_id,
    tucaseid::varchar as person_id,
    1 as diary_no,
    diary_date // 10000 as year,
    diary_date // 100 % 100 as month,
    isodow(strptime(diary_date::varchar, '%Y%m%d')) as weekday,
    holiday = 'yes' as is_holiday,
    wt as weight,
    'atusresp_2014.parquet' as source_file,
    file_row_number + 1 as source_row,
from extract_resp_2014
