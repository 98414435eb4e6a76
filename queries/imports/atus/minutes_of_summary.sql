-- Minutes by six-digit code, from the columns of the activity summary file.
with long as (
    unpivot (from atus_sum anti join atus_left_out using (tucaseid))
    on columns('^t[0-9]{6}$')
    into name code value minutes
)

select
    getvariable('survey_id') as survey_id,
    tucaseid as person_id,
    1 as diary_no,
    code[2:] as source_code,
    minutes,
    source_file,
    source_row,
from long
where minutes <> 0
