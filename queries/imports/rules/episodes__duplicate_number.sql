-- One row per diary and episode number
-- The first pass takes days by their hashes, in a fraction of the memory of the texts; only days that seem to break the rule are compared whole.
with suspects as (
    select hash(survey_id, person_id, diary_no) as fingerprint
    from raw_diaries__episodes
    group by fingerprint
    having list_unique(list(episode_no)) < count(*)
)

select
    survey_id,
    person_id,
    diary_no,
    min(source_file) as source_file,
    min(source_row) as source_row,
    'the episode number ' || episode_no || ' stands ' || count(*) || ' times' as found,
from raw_diaries__episodes
where hash(survey_id, person_id, diary_no) in (select fingerprint from suspects)
group by survey_id, person_id, diary_no, episode_no
having count(*) > 1
