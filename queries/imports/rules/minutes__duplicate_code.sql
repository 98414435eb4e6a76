-- One row per diary and activity code
-- The first pass compares hashes within each day, in a fraction of the memory of the texts; only days that seem to break the rule are compared whole.
with suspects as (
    select hash(survey_id, person_id, diary_no) as fingerprint
    from raw_diaries__minutes
    group by fingerprint
    having list_unique(list((hash(source_code) >> 32)::uinteger)) < count(*)
)

select
    survey_id,
    person_id,
    diary_no,
    min(source_file) as source_file,
    min(source_row) as source_row,
    'the activity code ' || source_code || ' stands ' || count(*) || ' times' as found,
from raw_diaries__minutes
where hash(survey_id, person_id, diary_no) in (select fingerprint from suspects)
group by survey_id, person_id, diary_no, source_code
having count(*) > 1
