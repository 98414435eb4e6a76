-- Minutes a day by code, out of a row or a column for each code.
select
    getvariable('survey_id') as survey_id,
    person_id,
    coalesce(diary_no, 1) as diary_no,
    source_code,
    fsum(minutes) as minutes,
    first(source_file order by source_row) as source_file,
    min(source_row) as source_row,
from mapped_activities
where source_code is not null
group by person_id, coalesce(diary_no, 1), source_code
having fsum(minutes) <> 0
