-- A row of diaries for every row of minutes
select
    m.survey_id,
    m.person_id,
    m.diary_no,
    m.source_file,
    m.source_row,
    'the diary is not in diaries' as found,
from raw_diaries__minutes m
anti join raw_diaries__diaries d using (survey_id, person_id, diary_no)
