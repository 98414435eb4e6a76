-- Unpaid time of both sexes in each source that holds the country, with what the source measures and why it differs.
-- grain: one row per country and source
create or replace macro unpaid_time_sources(p_countries varchar[] := null) as table
with diaries as (
    select dataset_id, country_code, survey_year as year, age_range, unpaid_minutes / 60 as hours_per_day,
    from (
        select t.dataset_id, t.country_code, t.survey_year, t.age_range, fsum(t.minutes_per_day) as unpaid_minutes,
        from core_time_use t
        join core_activities a using (activity_code)
        where t.is_leaf and t.is_latest and t.day_type = 'all' and t.sex = 'total'
            and a.is_unpaid_work and a.scope <> 'own_use_goods'
        group by all
    )
),

sdg as (
    select s.dataset_id, s.country_code, s.year, any_value(s.age) as age_range,
        fsum(s.hours_per_day * p.persons) / nullif(fsum(p.persons), 0) as hours_per_day,
    from core_unpaid_day_share s
    join core_population p using (country_code, year, sex, population_base)
    where s.is_preferred
    group by all
),

modelled as (
    select dataset_id, country_code, null::integer as year, 'all' as age_range, fsum(hours_per_day) as hours_per_day,
    from core_human_day
    where is_household_work and part = 'total'
    group by all
)

select
    m.country_code,
    m.dataset_id,
    m.year,
    m.age_range,
    m.hours_per_day,
    m.dataset_id = 'global_human_day' as is_modelled,
    m.dataset_id as time_source_concept,
    m.dataset_id as time_source_reason,
from (from diaries union all by name from sdg union all by name from modelled) m
where p_countries is null or list_contains(p_countries, m.country_code)
order by m.country_code, m.dataset_id = 'global_human_day', m.dataset_id = 'sdg_541', m.dataset_id desc
