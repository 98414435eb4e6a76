-- Published population, hourly earnings, median income and Gini index of the country and year of each synthetic survey.
-- Where the year itself is not published, the nearest one is taken; earnings are null where none are published by sex.
with surveys as (
    select distinct country_code, survey_year
    from core_time_use
    where
        dataset_id = 'oecd_time_use'
        and is_latest
        and country_code in (select country_code from sample_countries)
),

wages as (
    select s.country_code, w.sex, arg_min(w.hourly_national, (abs(w.year - s.survey_year), w.year)) as hourly_wage
    from surveys s
    join core_wages w using (country_code)
    where w.dataset_id = 'ilo_earnings' and w.occupation_code = 'total' and w.is_plausible
    group by all
),

incomes as (
    select s.country_code, arg_min(m.median_income, (abs(m.year - s.survey_year), m.year)) as median_income
    from surveys s
    join stg_median_income m using (country_code)
    where m.concept = 'equivalised_disposable'
    group by all
),

inequality as (
    select s.country_code, arg_min(i.share, (abs(i.year - s.survey_year), i.year)) as gini
    from surveys s
    join stg_income_shares i using (country_code)
    where i.indicator = 'inequality_index_gini'
    group by all
)

select
    s.country_code,
    s.survey_year,
    c.currency_code,
    p.sex,
    p.persons,
    w.hourly_wage,
    m.median_income,
    g.gini,
from surveys s
join core_countries c using (country_code)
join core_population p using (country_code)
left join wages w on w.country_code = s.country_code and w.sex = p.sex
left join incomes m on m.country_code = s.country_code
left join inequality g on g.country_code = s.country_code
where p.year = s.survey_year and p.population_base = '15-64' and p.sex in ('men', 'women')
order by s.country_code, p.sex
