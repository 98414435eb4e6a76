-- Minutes by activity code that are those of the episodes, where a survey has episodes
-- The first pass adds up days with a number for each code, in a twentieth of the groups; only days that differ are added up by code,
-- by hashes of the keys, and only what differs then is looked at whole. Both sides are read again for it: kept, they take gigabytes.
with both_sides as not materialized (
    select hash(survey_id, person_id, diary_no) as day, source_code, minutes as excess
    from raw_diaries__minutes
    where survey_id in (select distinct survey_id from raw_diaries__episodes)
    union all
    select hash(survey_id, person_id, diary_no), source_code, start_minute - end_minute
    from raw_diaries__episodes
),

differing_days as (
    select day
    from both_sides
    group by day
    having abs(fsum(excess * ((hash(source_code) >> 32) + 1))) > 0.01
),

differing as materialized (
    select hash(day, source_code) as fingerprint
    from both_sides
    where day in (select day from differing_days)
    group by fingerprint
    having abs(fsum(excess)) > 0.01
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
    where hash(hash(survey_id, person_id, diary_no), source_code) in (select fingerprint from differing)
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
    where hash(hash(survey_id, person_id, diary_no), source_code) in (select fingerprint from differing)
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
