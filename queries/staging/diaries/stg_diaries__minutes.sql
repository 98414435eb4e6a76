-- Minutes per diary day and code of the source.
select
    survey_id,
    person_id,
    diary_no,
    source_code,
    minutes,
from raw_diaries__minutes
