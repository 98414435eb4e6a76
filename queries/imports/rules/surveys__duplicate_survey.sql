-- One row per survey
select
    survey_id,
    null::varchar as person_id,
    null::integer as diary_no,
    source_file,
    source_row,
    'the survey stands ' || count(*) over same_survey || ' times' as found,
from raw_diaries__surveys
window same_survey as (partition by survey_id)
qualify count(*) over same_survey > 1
