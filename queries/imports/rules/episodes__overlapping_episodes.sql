-- Episodes that start when the one before has ended
select
    survey_id,
    person_id,
    diary_no,
    source_file,
    source_row,
    'episode ' || episode_no || ' starts at minute ' || start_minute || ' of the day, before the one above ends at '
    || max(end_minute) over earlier as found,
from raw_diaries__episodes
window earlier as (
    partition by survey_id, person_id, diary_no
    order by start_minute, episode_no
    rows between unbounded preceding and 1 preceding
)
qualify start_minute < max(end_minute) over earlier
