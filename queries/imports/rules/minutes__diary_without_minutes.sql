-- Activities for every diary
select
    d.survey_id,
    d.person_id,
    d.diary_no,
    d.source_file,
    d.source_row,
    'the diary has no activity' as found,
from raw_diaries__diaries d
anti join (select distinct survey_id, person_id, diary_no from raw_diaries__minutes) m using (survey_id, person_id, diary_no)
