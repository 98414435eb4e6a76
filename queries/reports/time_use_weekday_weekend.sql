-- Unpaid work on weekdays against weekends, by sex (HETUS).
-- grain: one row per country, wave, sex and group
create or replace macro time_use_weekday_weekend(
    p_countries varchar[] := null,
    p_sexes varchar[] := ['women', 'men'],
    p_all_surveys boolean := false
) as table
with by_group as (
    from time_use_by_group(
        p_source := 'hetus', p_countries := p_countries, p_sexes := p_sexes, p_day_types := ['weekday', 'weekend'],
        p_all_surveys := p_all_surveys
    )
)

select
    country_code,
    survey_year,
    age_range,
    sex,
    group_code,
    max(minutes_per_day) filter (day_type = 'weekday') as weekday_minutes_per_day,
    max(minutes_per_day) filter (day_type = 'weekend') as weekend_minutes_per_day,
    max(minutes_per_day) filter (day_type = 'weekend') - max(minutes_per_day) filter (day_type = 'weekday')
        as weekend_difference_minutes_per_day,
    dataset_id,
from by_group
group by all
order by country_code, survey_year, sex, group_code
