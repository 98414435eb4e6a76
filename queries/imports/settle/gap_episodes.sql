-- The holes between episodes, before the first and after the last, as episodes of the code gap.
-- Episodes do not overlap here: a day that adds up has no hole. It adds up by hashes, several times faster than by texts.
with suspects as (
    select hash(survey_id, person_id, diary_no) as fingerprint
    from raw_diaries__episodes
    group by fingerprint
    having fsum(end_minute - start_minute) <> 1440
),

open_days as (
    select *
    from raw_diaries__episodes
    where hash(survey_id, person_id, diary_no) in (select fingerprint from suspects)
),

ends as (
    select
        survey_id,
        person_id,
        diary_no,
        source_file,
        source_row,
        end_minute as start_minute,
        lead(start_minute, 1, 1440) over diary as end_minute,
    from open_days
    window diary as (partition by survey_id, person_id, diary_no order by start_minute)
),

starts as (
    select
        survey_id,
        person_id,
        diary_no,
        min(source_file) as source_file,
        min(source_row) as source_row,
        0 as start_minute,
        min(start_minute) as end_minute,
    from open_days
    group by all
),

last_numbers as (
    select survey_id, person_id, diary_no, max(episode_no) as last_no
    from open_days
    group by all
)

select
    survey_id,
    person_id,
    diary_no,
    source_file,
    source_row,
    last_no + row_number() over (partition by survey_id, person_id, diary_no order by start_minute) as episode_no,
    start_minute,
    end_minute,
    'gap' as source_code,
from (from ends union all by name from starts)
join last_numbers using (survey_id, person_id, diary_no)
where end_minute > start_minute
