-- Days of 1,440 minutes, where what is missing stands as the code gap
-- The first pass adds up by hashes of the keys, several times faster than by the texts; only what it finds is looked at.
with both_sides as (
    select hash(survey_id, person_id, diary_no) as fingerprint, 0 as minutes
    from raw_diaries__diaries
    union all
    select hash(survey_id, person_id, diary_no) as fingerprint, minutes
    from raw_diaries__minutes
),

suspects as (
    select fingerprint
    from both_sides
    group by fingerprint
    having abs(fsum(minutes) - 1440) > 0.01
)

select
    d.survey_id,
    d.person_id,
    d.diary_no,
    d.source_file,
    d.source_row,
    'the day has ' || round(coalesce(m.minutes, 0), 2) || ' minutes' as found,
from raw_diaries__diaries d
left join (
    select survey_id, person_id, diary_no, fsum(minutes) as minutes
    from raw_diaries__minutes
    where hash(survey_id, person_id, diary_no) in (select fingerprint from suspects)
    group by all
) m using (survey_id, person_id, diary_no)
where hash(d.survey_id, d.person_id, d.diary_no) in (select fingerprint from suspects)
    and abs(coalesce(m.minutes, 0) - 1440) > 0.01
