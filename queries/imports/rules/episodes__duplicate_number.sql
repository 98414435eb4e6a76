-- One row per diary and episode number
select
    survey_id,
    person_id,
    diary_no,
    min(source_file) as source_file,
    min(source_row) as source_row,
    'the episode number ' || episode_no || ' stands ' || count(*) || ' times' as found,
from raw_diaries__episodes
group by survey_id, person_id, diary_no, episode_no
having count(*) > 1
