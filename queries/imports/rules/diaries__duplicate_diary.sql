-- One row per survey, person and diary number
select
    survey_id,
    person_id,
    diary_no,
    source_file,
    source_row,
    'the diary stands ' || count(*) over same_diary || ' times' as found,
from raw_diaries__diaries
window same_diary as (partition by survey_id, person_id, diary_no)
qualify count(*) over same_diary > 1
