-- Where an hour less of paid work goes: the day of people with part-time jobs beside that of people with full-time jobs, and the freed time shared out likewise.
-- r_a = (minutes of a, part time - minutes of a, full time) / the same difference of all activities but paid work; of uncoded time nothing is known.
-- grain: one row per group of activities
create or replace macro hour_less_reallocation(
    p_survey varchar := 'atus_2003_2016',
    p_hours double := 1.0,
    p_sexes varchar[] := null,
    p_ages varchar[] := ['25-34', '35-44', '45-54']
) as table
with days as (
    select activity_code as group_code, employment, mean_minutes, country_code, is_synthetic, dataset_id,
    from activity_minutes(
        p_survey := p_survey,
        p_activities := [
            'paid', 'study', 'housework', 'shopping', 'care', 'community', 'travel', 'personal', 'leisure', 'other'
        ],
        p_by := ['employment'],
        p_filter_sex := p_sexes,
        p_filter_age_group := p_ages
    )
),

beside as (
    select
        group_code,
        any_value(country_code) as country_code,
        bool_or(is_synthetic) as is_synthetic,
        any_value(dataset_id) as dataset_id,
        max(mean_minutes) filter (employment = 'full_time') as full_time_minutes,
        max(mean_minutes) filter (employment = 'part_time') as part_time_minutes,
    from days
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
    country_code,
    s.group_code,
    s.group_code in ('housework', 'shopping', 'care', 'community', 'travel') as is_unpaid,
    full_time_minutes,
    part_time_minutes,
    freed_share,
    freed_share * p_hours * 60 as freed_minutes_per_week,
    is_synthetic,
    case when freed_share is null then 'no_diaries' end as missing_reason,
    dataset_id as time_dataset_id,
from shared s
join core_activity_groups g using (group_code)
order by g.sort_order
