-- One row per diary and activity code
-- The first pass compares hashes, several times faster than the texts; only rows that share one are compared whole.
with suspects as (
    select hash(survey_id, person_id, diary_no, source_code) as fingerprint
    from raw_diaries__minutes
    group by fingerprint
    having count(*) > 1
)

select
    survey_id,
    person_id,
    diary_no,
    min(source_file) as source_file,
    min(source_row) as source_row,
    'the activity code ' || source_code || ' stands ' || count(*) || ' times' as found,
from raw_diaries__minutes
where hash(survey_id, person_id, diary_no, source_code) in (select fingerprint from suspects)
group by survey_id, person_id, diary_no, source_code
having count(*) > 1
