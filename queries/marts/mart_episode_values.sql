-- Minutes of each diary day in each activity asked for, within given places, company and hours of the clock; a day without any has no row.
-- p_from_minute and p_to_minute count from midnight; from 22:00 to 06:00 runs over midnight. p_with: alone, partner, child, household, others, any of them.
-- p_secondary also counts episodes in which the activity is done beside another one.
create or replace macro mart_episode_values(
    p_codes varchar := 'codes',
    p_domain varchar := 'diary_domain',
    p_locations varchar[] := null,
    p_with varchar[] := null,
    p_from_minute integer := 0,
    p_to_minute integer := 1440,
    p_secondary boolean := false
) as table
with asked as (
    select distinct selection_no, selection_code, activity_code, source_code
    from query_table(p_codes)
),

within as (
    select e.*, e.start_minute + s.day_start_minute as clock_start, e.end_minute + s.day_start_minute as clock_end,
    from core_episodes e
    join query_table(p_domain) d using (diary_key)
    join core_surveys s using (survey_id)
    where (p_locations is null or list_contains(p_locations, e.location))
        and (
            p_with is null
            or (list_contains(p_with, 'alone') and e.with_alone)
            or (list_contains(p_with, 'partner') and e.with_partner)
            or (list_contains(p_with, 'child') and e.with_child)
            or (list_contains(p_with, 'household') and e.with_household)
            or (list_contains(p_with, 'others') and e.with_others)
        )
),

matched as (
    select a.selection_no, e.diary_key, e.episode_no, e.clock_start, e.clock_end,
    from within e
    join asked a on a.activity_code = e.activity_code and a.source_code = e.source_code
),

matched_by_either as (
    from matched
    union
    select a.selection_no, e.diary_key, e.episode_no, e.clock_start, e.clock_end,
    from within e
    join asked a on a.activity_code = e.secondary_activity_code and not starts_with(a.selection_code, 'source:')
),

hours as (
    -- The hours asked for on the day that the diary starts, the day before and the day after.
    select
        p_from_minute + 1440 * day as clock_from,
        p_to_minute + 1440 * (day + case when p_to_minute <= p_from_minute then 1 else 0 end) as clock_to,
    from (select unnest([-1, 0, 1]) as day)
)

select
    m.selection_no,
    m.diary_key,
    fsum(least(m.clock_end, h.clock_to) - greatest(m.clock_start, h.clock_from)) as value,
from query_table(case when p_secondary then 'matched_by_either' else 'matched' end) m
join hours h on h.clock_from < m.clock_end and h.clock_to > m.clock_start
group by m.selection_no, m.diary_key
