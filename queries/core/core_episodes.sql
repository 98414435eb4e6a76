-- Episodes of the diary days, in minutes from the start of the diary day.
-- The rows are sorted with numbers in place of texts, in 40 bytes each, and get their texts back afterwards. The places come out of one list,
-- so that the planner expects few of them and looks them up beside the sorted rows, and not the sorted rows beside them.
with locations as (
    select location, (row_number() over (order by location))::utinyint as location_no
    from (select unnest(list(distinct location)) as location from stg_diaries__episodes)
),

by_diary as (
    select
        d.diary_key,
        e.episode_no,
        e.start_minute::smallint as start_minute,
        e.end_minute::smallint as end_minute,
        a.code_no,
        b.code_no as secondary_code_no,
        l.location_no,
        e.with_alone,
        e.with_partner,
        e.with_child,
        e.with_household,
        e.with_others,
    from stg_diaries__episodes e
    join core_diaries d using (survey_id, person_id, diary_no)
    join stg_diaries__surveys s using (survey_id)
    join core_numbered_codes a on a.classification = s.classification and a.source_code = e.source_code
    left join core_numbered_codes b on b.classification = s.classification and b.source_code = e.secondary_code
    join locations l using (location)
    order by d.diary_key, e.start_minute, e.episode_no
)

select
    e.diary_key,
    e.episode_no,
    e.start_minute::integer as start_minute,
    e.end_minute::integer as end_minute,
    a.activity_code,
    a.source_code,
    code_key(a.activity_code, a.source_code) as code_key,
    b.activity_code as secondary_activity_code,
    l.location,
    e.with_alone,
    e.with_partner,
    e.with_child,
    e.with_household,
    e.with_others,
from by_diary e
join core_numbered_codes a on a.code_no = e.code_no
left join core_numbered_codes b on b.code_no = e.secondary_code_no
join locations l using (location_no)
