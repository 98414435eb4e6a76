-- Minutes by activity code that are those of the episodes, where a survey has episodes
-- The first pass sums by hashes of the keys, several times faster than by the texts; only what differs is looked at whole.
with both_sides as (
    select
        hash(survey_id, person_id, diary_no, source_code) as fingerprint,
        minutes as minutes_of_day,
        0 as minutes_of_episodes,
    from raw_diaries__minutes
    where survey_id in (select distinct survey_id from raw_diaries__episodes)
    union all
    select
        hash(survey_id, person_id, diary_no, source_code) as fingerprint,
        0 as minutes_of_day,
        end_minute - start_minute as minutes_of_episodes,
    from raw_diaries__episodes
),

differing as (
    select fingerprint
    from both_sides
    group by fingerprint
    having abs(fsum(minutes_of_day) - fsum(minutes_of_episodes)) > 0.01
),

whole as (
    select
        survey_id,
        person_id,
        diary_no,
        source_code,
        source_file,
        source_row,
        minutes as minutes_of_day,
        0 as minutes_of_episodes,
    from raw_diaries__minutes
    where hash(survey_id, person_id, diary_no, source_code) in (select fingerprint from differing)
    union all
    select
        survey_id,
        person_id,
        diary_no,
        source_code,
        source_file,
        source_row,
        0 as minutes_of_day,
        end_minute - start_minute as minutes_of_episodes,
    from raw_diaries__episodes
    where hash(survey_id, person_id, diary_no, source_code) in (select fingerprint from differing)
)

select
    survey_id,
    person_id,
    diary_no,
    max(source_file) as source_file,
    arg_max(source_row, source_file) as source_row,
    'the activity code ' || source_code || ' has ' || fsum(minutes_of_day) || ' minutes and '
    || fsum(minutes_of_episodes) || ' minutes of episodes' as found,
from whole
group by survey_id, person_id, diary_no, source_code
order by source_row
