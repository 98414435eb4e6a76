-- The minutes that a day lacks, as the code gap.
-- The first pass adds up by hashes of the keys, several times faster than by the texts; only what it finds is looked at.
with suspects as (
    select hash(survey_id, person_id, diary_no) as fingerprint
    from raw_diaries__minutes
    group by fingerprint
    having 1440 - fsum(minutes) > 0.01
)

select
    survey_id,
    person_id,
    diary_no,
    min(source_file) as source_file,
    min(source_row) as source_row,
    'gap' as source_code,
    1440 - fsum(minutes) as minutes,
from raw_diaries__minutes
where hash(survey_id, person_id, diary_no) in (select fingerprint from suspects)
group by survey_id, person_id, diary_no
having 1440 - fsum(minutes) > 0.01
