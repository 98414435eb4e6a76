-- Minutes of unpaid work per person per day by country, sex and activity, from one source per country.
-- p_source: 'best' takes the OECD table and, where a country is not in it, the SDG total; or name one: oecd_time_use, hetus, sdg_541.
-- p_split_housework: share the OECD's routine housework out by the country's HETUS shares (nearest wave), where held.
create or replace macro mart_unpaid_minutes(
    p_countries varchar[] := null,
    p_source varchar := 'best',
    p_all_surveys boolean := false,
    p_split_housework boolean := false
) as table
with diaries as (
    select
        t.dataset_id as time_dataset_id,
        t.country_code,
        t.survey_year,
        t.age_range,
        t.population_base,
        t.population_base_note,
        t.sex,
        t.activity_code,
        a.scope,
        a.domain,
        fsum(t.minutes_per_day) as minutes_per_day,
    from core_time_use t
    join core_activities a using (activity_code)
    where t.is_leaf
        and t.day_type = 'all'
        and (a.is_unpaid_work or a.scope = 'own_use_goods')
        and (p_countries is null or list_contains(p_countries, t.country_code))
        and t.dataset_id = case when p_source = 'best' then 'oecd_time_use' else p_source end
        and (t.is_latest or p_all_surveys)
    group by all
),

totals_only as (
    select
        d.dataset_id as time_dataset_id,
        d.country_code,
        d.year as survey_year,
        d.age as age_range,
        d.population_base,
        d.population_base_note,
        d.sex,
        'unpaid_total' as activity_code,
        'core' as scope,
        'household_management' as domain,
        d.hours_per_day * 60 as minutes_per_day,
    from core_unpaid_day_share d
    where (d.is_preferred or (p_all_surveys and d.is_preferred_in_year))
        and p_source in ('best', 'sdg_541')
        and (p_countries is null or list_contains(p_countries, d.country_code))
        and (p_source = 'sdg_541' or d.country_code not in (select country_code from diaries))
),

housework_parts as (
    select
        h.country_code,
        h.survey_year as wave,
        h.sex,
        h.activity_code,
        a.scope,
        a.domain,
        fsum(h.minutes_per_day) as part_minutes,
    from core_time_use h
    join core_activities a using (activity_code)
    where h.dataset_id = 'hetus'
        and h.day_type = 'all'
        and h.is_leaf
        and a.parent_code = 'housework_all'
        and p_split_housework
    group by all
),

housework_shares as (
    select
        *,
        part_minutes / nullif(fsum(part_minutes) over (partition by country_code, wave, sex), 0) as share_of_housework,
    from housework_parts
),

nearest_wave as (
    select d.country_code, d.survey_year, arg_min(s.wave, abs(s.wave - d.survey_year)) as wave,
    from (select distinct country_code, survey_year from diaries where time_dataset_id = 'oecd_time_use') d
    join (select distinct country_code, wave from housework_shares) s using (country_code)
    group by all
),

split as (
    select
        d.* exclude (activity_code, scope, domain, minutes_per_day),
        s.activity_code,
        s.scope,
        s.domain,
        d.minutes_per_day * s.share_of_housework as minutes_per_day,
        'housework_split_by_hetus' as split_note,
    from diaries d
    join nearest_wave n using (country_code, survey_year)
    join housework_shares s on s.country_code = d.country_code and s.wave = n.wave and s.sex = d.sex
    where d.activity_code = 'housework_all'
)

select
    time_dataset_id,
    country_code,
    survey_year,
    age_range,
    population_base,
    population_base_note,
    sex,
    activity_code,
    scope,
    domain,
    minutes_per_day,
    null::varchar as split_note,
from diaries d
where not (activity_code = 'housework_all' and exists (
    from nearest_wave n where n.country_code = d.country_code and n.survey_year = d.survey_year
))
union all by name
from split
union all by name
select *, null::varchar as split_note
from totals_only
