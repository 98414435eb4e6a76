-- A row of persons for every diary
select
    d.survey_id,
    d.person_id,
    d.diary_no,
    d.source_file,
    d.source_row,
    'the person is not in persons' as found,
from raw_diaries__diaries d
anti join raw_diaries__persons p using (survey_id, person_id)
