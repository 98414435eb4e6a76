-- People by sex and age: every household counts once, which is one diary of its people of 15 and over in as many.
with roster as (
    select
        tucaseid::varchar as person_id,
        case sex when 'M' then 'men' when 'F' then 'women' end as sex,
        age,
        count(*) filter (age >= (select age_low from core_surveys where survey_id = getvariable('survey_id'))) over (partition by tucaseid) as n_asked,
    from read_parquet(getvariable('roster'))
)

select
    r.sex,
    a.account_age,
    count(*) as n_people,
    round(fsum(d.weight / nullif(r.n_asked, 0)) / nullif(any_value(p.days_per_year), 0) / 1000 / 1000, 6) as persons_m,
from core_diaries d
join roster r using (person_id)
join core_time_transfer_ages a on r.age between a.first_age and coalesce(a.last_age, r.age)
cross join core_parameters p
where d.survey_id = getvariable('survey_id')
group by all
order by all
