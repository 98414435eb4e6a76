-- Published minutes a day by country, sex and activity that the synthetic diaries are made to: the latest OECD table.
-- Where another publication divides an item of that table (sample_parts), the item is divided in the same proportions;
-- the whole is brought to 24 hours, which the published roundings miss by up to a minute.
with sexes as (
    select unnest(['men', 'women']) as sex
),

published as (
    select
        country_code,
        survey_year,
        sex,
        activity_code,
        fsum(minutes_per_day) as minutes,
    from core_time_use
    where
        dataset_id = 'oecd_time_use'
        and is_latest
        and is_leaf
        and day_type = 'all'
        and sex in ('men', 'women')
        and country_code in (select country_code from sample_countries)
    group by all
),

hetus as (
    select
        p.whole_code,
        t.country_code,
        t.sex,
        p.activity_code,
        fsum(t.minutes_per_day) as amount,
    from core_time_use t
    join sample_parts p on p.dataset_id = 'hetus' and p.source_item = t.activity_code
    where t.dataset_id = 'hetus' and t.is_latest and t.is_leaf and t.day_type = 'all'
    group by all
),

united_states as (
    select
        p.whole_code,
        'USA' as country_code,
        s.sex,
        p.activity_code,
        fsum(case s.sex when 'men' then a.hours_men else a.hours_women end) as amount,
    from stg_bls_atus_a1 a
    join sample_parts p on p.dataset_id = 'bls_atus_a1' and p.source_item = a.source_title
    cross join sexes s
    group by all
),

korea as (
    select
        p.whole_code,
        'KOR' as country_code,
        s.sex,
        p.activity_code,
        fsum(m.value_krw_bn) as amount,
    from stg_korea_account__margins m
    join sample_parts p on p.dataset_id = 'korea_account' and p.source_item = m.activity
    cross join sexes s
    where
        m.sex = 'all'
        and m.employment = 'all'
        and m.marital_status = 'all'
        and m.household_size = 'all'
        and m.region = 'all'
        and m.year = (select max(year) from stg_korea_account__margins)
    group by all
),

parts as (
    select
        *,
        amount / nullif(fsum(amount) over (partition by whole_code, country_code, sex), 0) as part,
    from (
        from hetus
        where country_code not in ('USA', 'KOR')
        union all by name
        from united_states
        union all by name
        from korea
    )
),

divided as (
    select
        m.country_code,
        m.survey_year,
        m.sex,
        coalesce(p.activity_code, m.activity_code) as activity_code,
        fsum(m.minutes * coalesce(p.part, 1)) as minutes,
    from published m
    left join parts p on p.country_code = m.country_code and p.sex = m.sex and p.whole_code = m.activity_code
    group by all
)

select
    country_code,
    survey_year,
    sex,
    activity_code,
    round(
        1440 * minutes / nullif(fsum(minutes) over (partition by country_code, sex), 0),
        6
    ) as minutes,
from divided
where minutes > 0
order by all
