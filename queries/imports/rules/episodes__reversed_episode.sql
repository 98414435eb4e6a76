-- Episodes that end after they start
select
    survey_id,
    person_id,
    diary_no,
    source_file,
    source_row,
    'episode ' || episode_no || ' starts at minute ' || start_minute || ' of the day and ends at ' || end_minute as found,
from raw_diaries__episodes
where end_minute <= start_minute
