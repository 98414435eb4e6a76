-- The 24-hour day of tables of one's own beside that of shipped countries, by sex and group of activities; what a day lacks is other.
-- grain: one row per table, country, survey year, sex and group
create or replace macro time_use_own_countries(
    p_countries varchar[] := ['KOR', 'DEU', 'USA', 'JPN'],
    p_sexes varchar[] := null
) as table
with own as (
    select
        o.survey_id,
        o.table_title,
        o.country_code,
        o.survey_year,
        o.sex,
        a.group_code,
        o.minutes_per_day,
        o.dataset_id,
    from core_own_time_use as o
    inner join core_activities as a using (activity_code)
    where p_sexes is null or list_contains(p_sexes, o.sex)
),

whole as (
    select * from own
    union all by name
    select * exclude (minutes_per_day), 'other' as group_code, greatest(1440 - minutes_per_day, 0) as minutes_per_day,
    from (
        select
            survey_id,
            table_title,
            country_code,
            survey_year,
            sex,
            dataset_id,
            fsum(minutes_per_day) as minutes_per_day,
        from own
        group by all
    )
),

all_rows as (
    select * from whole
    union all by name
    select country_code, survey_year, sex, group_code, minutes_per_day, dataset_id,
    from time_use_by_group(p_countries := p_countries, p_sexes := p_sexes)
)

select
    r.survey_id,
    r.table_title,
    r.country_code,
    r.survey_year,
    r.sex,
    r.group_code,
    fsum(r.minutes_per_day) as minutes_per_day,
    fsum(r.minutes_per_day) / 60 as hours_per_person_per_day,
    r.dataset_id,
from all_rows as r
inner join core_activity_groups as g using (group_code)
group by all
order by r.survey_id nulls last, r.country_code, r.survey_year, r.sex, any_value(g.sort_order)
