-- Minutes by six-digit code, from the activity file.
select
    getvariable('survey_id') as survey_id,
    tucaseid as person_id,
    1 as diary_no,
    code as source_code,
    fsum(tuactdur24) as minutes,
    min(source_file) as source_file,
    min(source_row) as source_row,
from atus_act
anti join atus_left_out using (tucaseid)
group by tucaseid, code
having fsum(tuactdur24) <> 0
