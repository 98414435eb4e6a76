-- A row of surveys for every person
select
    p.survey_id,
    p.person_id,
    null::integer as diary_no,
    p.source_file,
    p.source_row,
    'the survey is not in surveys' as found,
from raw_diaries__persons p
anti join raw_diaries__surveys s using (survey_id)
