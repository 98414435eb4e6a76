-- Minutes by activity code that are those of the episodes, where a survey has episodes
with summed as (
    select
        survey_id,
        person_id,
        diary_no,
        source_code,
        fsum(end_minute - start_minute) as minutes,
        min(source_file) as source_file,
        min(source_row) as source_row,
    from raw_diaries__episodes
    group by survey_id, person_id, diary_no, source_code
),

of_surveys_with_episodes as (
    from raw_diaries__minutes
    where survey_id in (select survey_id from raw_diaries__episodes)
)

select
    survey_id,
    person_id,
    diary_no,
    coalesce(m.source_file, e.source_file) as source_file,
    coalesce(m.source_row, e.source_row) as source_row,
    'the activity code ' || source_code || ' has ' || coalesce(m.minutes, 0) || ' minutes and '
    || coalesce(e.minutes, 0) || ' minutes of episodes' as found,
from of_surveys_with_episodes m
full join summed e using (survey_id, person_id, diary_no, source_code)
where abs(coalesce(m.minutes, 0) - coalesce(e.minutes, 0)) > 0.01
