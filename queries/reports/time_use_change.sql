-- Minutes of unpaid work over the surveys of a country, with the breaks across which years do not compare.
-- grain: one row per country, survey year and sex
create or replace macro time_use_change(
    p_countries varchar[] := null,
    p_sexes varchar[] := ['women', 'men', 'total'],
    p_groups varchar[] := null
) as table
with chosen as (
    select
        t.dataset_id,
        t.country_code,
        t.survey_year,
        t.age_range,
        t.edition,
        t.sex,
        fsum(t.minutes_per_day) as minutes_per_day,
        bool_and(t.is_comparable) as is_comparable,
    from core_time_use t
    join core_activities a using (activity_code)
    where t.is_leaf
        and from_source(t.dataset_id, 'oecd_time_use')
        and (p_countries is null or list_contains(p_countries, t.country_code))
        and (p_sexes is null or list_contains(p_sexes, t.sex))
        and case
            when p_groups is null then a.is_unpaid_work and a.scope <> 'own_use_goods'
            else list_contains(p_groups, a.group_code)
        end
    group by all
)

select
    country_code,
    survey_year,
    edition,
    age_range,
    sex,
    minutes_per_day,
    minutes_per_day - lag(minutes_per_day) over by_survey as change_minutes_per_day,
    is_comparable,
    -- Different ages, or a survey that the OECD marks as not fully comparable, break the line.
    coalesce(
        replace(age_range, ' (see note)', '') <> replace(lag(age_range) over by_survey, ' (see note)', '')
        or is_comparable <> lag(is_comparable) over by_survey,
        false
    ) as is_break,
    dataset_id,
from chosen
window by_survey as (partition by country_code, sex order by survey_year)
order by country_code, sex, survey_year
