-- Where an hour less of paid work goes: the day of people with part-time jobs beside that of people with full-time jobs, and the freed time shared out likewise.
-- r_a = (minutes of a, part time - minutes of a, full time) / the same difference of all activities but paid work; of uncoded time nothing is known.
-- grain: one row per group of activities
create or replace macro hour_less_reallocation(
    p_survey varchar := 'atus_2003_2016',
    p_hours double := 1.0,
    p_sexes varchar[] := null,
    p_ages varchar[] := ['25-34', '35-44', '45-54']
) as table
with beside as (
    select
        g.group_code,
        g.sort_order,
        max(mean_minutes) filter (employment = 'full_time') as full_time_minutes,
        max(mean_minutes) filter (employment = 'part_time') as part_time_minutes,
    from core_activity_groups g
    left join mart_days_by_job(p_survey := p_survey, p_sexes := p_sexes, p_ages := p_ages) d using (group_code)
    where g.group_code <> 'own_use'
    group by all
),

shared as (
    select
        *,
        case when group_code <> 'paid' then
            (part_time_minutes - full_time_minutes)
            / nullif(fsum(part_time_minutes - full_time_minutes) filter (group_code <> 'paid') over (), 0)
        else -1 end as freed_share,
    from beside
)

select
    k.country_code,
    s.group_code,
    s.group_code in ('housework', 'shopping', 'care', 'community', 'travel') as is_unpaid,
    s.full_time_minutes,
    s.part_time_minutes,
    s.freed_share,
    s.freed_share * p_hours * 60 as freed_minutes_per_week,
    k.is_synthetic,
    case when s.freed_share is null or s.full_time_minutes is null then 'no_diaries' end as missing_reason,
    k.dataset_id as time_dataset_id,
from shared s
join core_surveys k on k.survey_id = p_survey
order by s.sort_order
