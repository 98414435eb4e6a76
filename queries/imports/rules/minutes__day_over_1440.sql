-- Days of at most 1,440 minutes
-- The first pass adds up by hashes of the keys, several times faster than by the texts; only what it finds is looked at.
with suspects as (
    select hash(survey_id, person_id, diary_no) as fingerprint
    from raw_diaries__minutes
    group by fingerprint
    having fsum(minutes) > 1440.01
)

select
    survey_id,
    person_id,
    diary_no,
    min(source_file) as source_file,
    min(source_row) as source_row,
    'the day has ' || round(fsum(minutes), 2) || ' minutes' as found,
from raw_diaries__minutes
where hash(survey_id, person_id, diary_no) in (select fingerprint from suspects)
group by survey_id, person_id, diary_no
having fsum(minutes) > 1440.01
