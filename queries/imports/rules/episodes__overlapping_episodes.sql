-- Episodes that start when the one before has ended
-- The first pass looks at hashes of the diaries, in a fraction of the memory of the texts; only days that break the rule are looked at whole.
with suspects as (
    select distinct fingerprint
    from (
        select hash(survey_id, person_id, diary_no) as fingerprint, episode_no, start_minute, end_minute
        from raw_diaries__episodes
    )
    window earlier as (
        partition by fingerprint
        order by start_minute, episode_no
        rows between unbounded preceding and 1 preceding
    )
    qualify start_minute < max(end_minute) over earlier
)

select
    survey_id,
    person_id,
    diary_no,
    source_file,
    source_row,
    'episode ' || episode_no || ' starts at minute ' || start_minute || ' of the day, before the one above ends at '
    || max(end_minute) over earlier as found,
from raw_diaries__episodes
where hash(survey_id, person_id, diary_no) in (select fingerprint from suspects)
window earlier as (
    partition by survey_id, person_id, diary_no
    order by start_minute, episode_no
    rows between unbounded preceding and 1 preceding
)
qualify start_minute < max(end_minute) over earlier
