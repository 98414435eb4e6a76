-- The 24-hour day by country, sex and group of activities, with the part of the day that the source leaves unsplit as other.
-- grain: one row per source, country, survey year, sex, kind of day and group
create or replace macro time_use_by_group(
    p_source varchar := 'oecd_time_use',
    p_countries varchar[] := null,
    p_sexes varchar[] := null,
    p_day_types varchar[] := ['all'],
    p_all_surveys boolean := false
) as table
with listed as (
    select country_code, survey_year, age_range, sex, day_type, group_code, dataset_id, minutes_per_day,
    from time_use_by_activity(
        p_source := p_source, p_countries := p_countries, p_sexes := p_sexes, p_day_types := p_day_types,
        p_all_surveys := p_all_surveys
    )
),

gaps as (
    select country_code, survey_year, age_range, sex, day_type, 'other' as group_code, dataset_id,
        greatest(1440 - fsum(minutes_per_day), 0) as minutes_per_day,
    from listed
    group by all
)

select
    l.country_code,
    l.survey_year,
    l.age_range,
    l.sex,
    l.day_type,
    l.group_code,
    fsum(l.minutes_per_day) as minutes_per_day,
    fsum(l.minutes_per_day) / 60 as hours_per_person_per_day,
    l.dataset_id,
from (from listed union all by name from gaps) l
join core_activity_groups g using (group_code)
group by all
order by l.country_code, l.survey_year, l.day_type, l.sex, any_value(g.sort_order)
