-- Minutes by six-digit code; the extract leaves out the codes above 18, which become the gap of the day.
select
    getvariable('survey_id') as survey_id,
    tucaseid::varchar as person_id,
    1 as diary_no,
    lpad(tiercode::varchar, 6, '0') as source_code,
    fsum(dur) as minutes,
    'atusact.parquet' as source_file,
    min(file_row_number) + 1 as source_row,
from extract_act
group by tucaseid, tiercode
having fsum(dur) <> 0
