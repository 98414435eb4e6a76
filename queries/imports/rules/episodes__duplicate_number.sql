-- One row per diary and episode number
-- The first pass compares hashes, several times faster than the texts; only rows that share one are compared whole.
with suspects as (
    select hash(survey_id, person_id, diary_no, episode_no) as fingerprint
    from raw_diaries__episodes
    group by fingerprint
    having count(*) > 1
)

select
    survey_id,
    person_id,
    diary_no,
    min(source_file) as source_file,
    min(source_row) as source_row,
    'the episode number ' || episode_no || ' stands ' || count(*) || ' times' as found,
from raw_diaries__episodes
where hash(survey_id, person_id, diary_no, episode_no) in (select fingerprint from suspects)
group by survey_id, person_id, diary_no, episode_no
having count(*) > 1
