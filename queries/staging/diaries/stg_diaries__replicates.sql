-- Replicate weights of the diary days.
select
    survey_id,
    person_id,
    diary_no,
    columns('^w[0-9]+$'),
from raw_diaries__replicates
