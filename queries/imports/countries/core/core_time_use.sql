-- Minutes of the visitor's countries as days: what is lacking of 24 hours is other, and both sexes together are the mean by persons.
with given as (
    select o.country_code, o.population_base, m.survey_year, m.sex, m.activity_code, m.minutes_per_day,
    from own_places as o
    inner join own_minutes as m on m.survey_id = o.survey_id and m.country_code = o.iso_code
    where o.measure = 'minutes'
),

persons as (
    select
        g.country_code,
        g.survey_year,
        g.sex,
        arg_min(n.persons, abs(n.year - g.survey_year)) as persons,
    from (select distinct country_code, survey_year, population_base, sex from given) as g
    inner join core_population as n
        on n.country_code = g.country_code and n.sex = g.sex and n.population_base = g.population_base
    group by all
),

everyone as (
    select country_code, survey_year, fsum(persons) as persons,
    from persons
    group by all
    having count(*) = 2 and bool_and(sex <> 'total')
),

with_total as (
    select * from given
    union all by name
    -- What a sex does not name it does not do.
    select
        g.country_code,
        g.population_base,
        g.survey_year,
        'total' as sex,
        g.activity_code,
        fsum(g.minutes_per_day * p.persons) / nullif(any_value(b.persons), 0) as minutes_per_day,
    from given as g
    inner join persons as p using (country_code, survey_year, sex)
    inner join everyone as b using (country_code, survey_year)
    group by all
),

days as (
    select * from with_total
    union all by name
    select country_code, population_base, survey_year, sex, 'other' as activity_code,
        greatest(1440 - fsum(minutes_per_day), 0) as minutes_per_day,
    from with_total
    group by all
),

summed as (
    select country_code, population_base, survey_year, sex, activity_code, fsum(minutes_per_day) as minutes_per_day,
    from days
    where minutes_per_day is not null
    group by all
)

select
    'own_countries' as dataset_id,
    'own_countries:' || country_code || ':' || survey_year as survey_id,
    country_code,
    survey_year,
    survey_year::varchar as survey_period,
    null::integer as edition,
    survey_year = max(survey_year) over (partition by country_code) as is_latest,
    population_base as age_range,
    population_base,
    'own_ages' as population_base_note,
    sex,
    'all' as day_type,
    null::varchar as source_code,
    null::varchar as source_title,
    activity_code,
    minutes_per_day,
    true as is_comparable,
    true as is_leaf,
from summed
