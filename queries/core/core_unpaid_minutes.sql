-- Minutes of unpaid work per person per day, one row per survey, sex and activity: what the valuation multiplies.
-- is_best: the OECD table, a visitor's own and, for countries not in it, the SDG total.
-- housework: 'whole' is routine housework as one activity, 'split' the same minutes shared out by the country's HETUS
-- shares (nearest wave), 'any' everything else; a reader takes 'any' and one of the two.
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
        t.is_latest,
        fsum(t.minutes_per_day) as minutes_per_day,
    from core_time_use t
    join core_activities a using (activity_code)
    where t.is_leaf
        and t.day_type = 'all'
        and (a.is_unpaid_work or a.scope = 'own_use_goods')
    group by all
),

totals_only as (
    select
        dataset_id as time_dataset_id,
        country_code,
        year as survey_year,
        age as age_range,
        population_base,
        population_base_note,
        sex,
        'unpaid_total' as activity_code,
        'core' as scope,
        'household_management' as domain,
        is_preferred as is_latest,
        hours_per_day * 60 as minutes_per_day,
    from core_unpaid_day_share
    where is_preferred or is_preferred_in_year
),

housework_parts as (
    select d.country_code, d.survey_year as wave, d.sex, d.activity_code, d.scope, d.domain, d.minutes_per_day as part_minutes,
    from diaries d
    join core_activities a using (activity_code)
    where d.time_dataset_id = 'hetus' and a.parent_code = 'housework_all'
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
        'split' as housework,
    from diaries d
    join nearest_wave n using (country_code, survey_year)
    join housework_shares s on s.country_code = d.country_code and s.wave = n.wave and s.sex = d.sex
    where d.time_dataset_id = 'oecd_time_use' and d.activity_code = 'housework_all'
),

whole as (
    select
        d.*,
        case when d.activity_code = 'housework_all' and n.wave is not null then 'whole' else 'any' end as housework,
    from (from diaries union all by name from totals_only) d
    left join nearest_wave n
        on n.country_code = d.country_code and n.survey_year = d.survey_year and d.time_dataset_id = 'oecd_time_use'
),

in_oecd as (
    select distinct country_code
    from diaries
    where time_dataset_id = 'oecd_time_use'
)

select
    m.time_dataset_id,
    m.country_code,
    m.survey_year,
    m.age_range,
    m.population_base,
    m.population_base_note,
    m.sex,
    m.activity_code,
    m.scope,
    m.domain,
    m.minutes_per_day,
    m.is_latest,
    from_source(m.time_dataset_id, 'oecd_time_use') or (m.time_dataset_id = 'sdg_541' and o.country_code is null) as is_best,
    m.housework,
from (from whole union all by name from split) m
left join in_oecd o using (country_code)
