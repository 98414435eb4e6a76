-- The minutes that a day lacks, as the code gap.
select
    survey_id,
    person_id,
    diary_no,
    min(source_file) as source_file,
    min(source_row) as source_row,
    'gap' as source_code,
    1440 - fsum(minutes) as minutes,
from raw_diaries__minutes
group by survey_id, person_id, diary_no
having 1440 - fsum(minutes) > 0.01
