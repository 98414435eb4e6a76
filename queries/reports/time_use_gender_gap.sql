-- Women's and men's minutes of unpaid work (or of one activity or group), their difference and ratio.
-- grain: one row per source, country and survey year
create or replace macro time_use_gender_gap(
    p_source varchar := 'oecd_time_use',
    p_countries varchar[] := null,
    p_activities varchar[] := null,
    p_groups varchar[] := null,
    p_all_surveys boolean := false
) as table
with chosen as (
    select t.dataset_id, t.country_code, t.survey_year, t.age_range, t.sex, fsum(t.minutes_per_day) as minutes_per_day,
    from core_time_use t
    join core_activities a using (activity_code)
    where t.is_leaf
        and t.day_type = 'all'
        and from_source(t.dataset_id, p_source)
        and (t.is_latest or p_all_surveys)
        and (p_countries is null or list_contains(p_countries, t.country_code))
        and case
            when p_activities is null and p_groups is null then a.is_unpaid_work and a.scope <> 'own_use_goods'
            else coalesce(list_contains(p_activities, t.activity_code), false)
                or coalesce(list_contains(p_groups, a.group_code), false)
        end
    group by all
),

wide as (
    select
        dataset_id,
        country_code,
        survey_year,
        age_range,
        max(minutes_per_day) filter (sex = 'women') as women_minutes_per_day,
        max(minutes_per_day) filter (sex = 'men') as men_minutes_per_day,
        max(minutes_per_day) filter (sex = 'total') as total_minutes_per_day,
    from chosen
    group by all
)

select
    country_code,
    survey_year,
    age_range,
    women_minutes_per_day,
    men_minutes_per_day,
    total_minutes_per_day,
    women_minutes_per_day - men_minutes_per_day as gap_minutes_per_day,
    women_minutes_per_day / nullif(men_minutes_per_day, 0) as women_to_men_ratio,
    dataset_id,
from wide
order by gap_minutes_per_day desc nulls last, country_code
