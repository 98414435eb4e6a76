-- The 24-hour day by country, sex and activity; weekday and weekend where the source (HETUS) has them.
-- grain: one row per source, country, survey year, sex, kind of day and activity
create or replace macro time_use_by_activity(
    p_source varchar := 'oecd_time_use',
    p_countries varchar[] := null,
    p_sexes varchar[] := null,
    p_day_types varchar[] := ['all'],
    p_all_surveys boolean := false
) as table
select
    t.country_code,
    t.survey_year,
    t.survey_period,
    t.edition,
    t.age_range,
    t.sex,
    t.day_type,
    t.activity_code,
    a.group_code,
    a.is_unpaid_work,
    fsum(t.minutes_per_day) as minutes_per_day,
    fsum(t.minutes_per_day) / 60 as hours_per_person_per_day,
    bool_and(t.is_comparable) as is_comparable,
    t.dataset_id,
from core_time_use t
join core_activities a using (activity_code)
where t.is_leaf
    and from_source(t.dataset_id, p_source)
    and (t.is_latest or p_all_surveys)
    and (p_countries is null or list_contains(p_countries, t.country_code))
    and (p_sexes is null or list_contains(p_sexes, t.sex))
    and (p_day_types is null or list_contains(p_day_types, t.day_type))
group by all
order by t.country_code, t.survey_year, t.day_type, t.sex, any_value(a.sort_order)
