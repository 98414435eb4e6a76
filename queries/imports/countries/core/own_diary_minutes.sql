-- Mean minutes a day by year, sex and activity of the visitor's diaries, of people of 15 to 64 and of those whose age is not told.
with days as (
    select d.diary_key, d.survey_id, d.year, d.sex, d.weight, s.country_code, s.title_en
    from core_diaries as d
    inner join core_surveys as s using (survey_id)
    where d.sex in ('men', 'women') and coalesce(d.age between 15 and 64, true)
),

weights as (
    select survey_id, year, sex, fsum(weight) as weight
    from days
    group by all
)

select
    d.survey_id,
    d.title_en as table_title,
    d.country_code,
    d.year as survey_year,
    d.sex,
    m.activity_code,
    '15-64' as population_base,
    null::varchar as wages_id,
    fsum(d.weight * m.minutes) / nullif(any_value(w.weight), 0) as minutes_per_day,
from days as d
inner join weights as w using (survey_id, year, sex)
inner join core_diary_minutes as m using (diary_key)
group by all
order by all
