-- One row per diary and activity code
select
    survey_id,
    person_id,
    diary_no,
    min(source_file) as source_file,
    min(source_row) as source_row,
    'the activity code ' || source_code || ' stands ' || count(*) || ' times' as found,
from raw_diaries__minutes
group by survey_id, person_id, diary_no, source_code
having count(*) > 1
