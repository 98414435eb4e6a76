-- One row per survey and person
select
    survey_id,
    person_id,
    null::integer as diary_no,
    source_file,
    source_row,
    'the person stands ' || count(*) over same_person || ' times' as found,
from raw_diaries__persons
window same_person as (partition by survey_id, person_id)
qualify count(*) over same_person > 1
