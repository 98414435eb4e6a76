-- Episodes whose minutes by activity code are those of the person-day file
with summed as (
    select survey_id, person_id, diary_no, source_code, fsum(end_minute - start_minute) as minutes
    from raw_diaries__episodes
    group by all
),

with_episodes as (
    select survey_id
    from raw_diaries__surveys
    where has_episodes
)

select
    survey_id,
    person_id,
    diary_no,
    m.source_file,
    m.source_row,
    'the activity code ' || source_code || ' has ' || coalesce(m.minutes, 0) || ' minutes and '
    || coalesce(e.minutes, 0) || ' minutes of episodes' as found,
from (from raw_diaries__minutes semi join with_episodes using (survey_id)) m
full join summed e using (survey_id, person_id, diary_no, source_code)
where abs(coalesce(m.minutes, 0) - coalesce(e.minutes, 0)) > 0.01
