-- What the survey holds that pages can show: persons with each attribute, episodes with each circumstance.
select
    (select count(*) from raw_diaries__persons) as n_persons,
    (select count(*) from raw_diaries__episodes) as n_episodes,
    (select any_value(n_replicates) from raw_diaries__surveys) as n_replicates,
    (select any_value(design_method) from raw_diaries__surveys) as design_method,
    count(p.sex) as sex,
    count(p.age) as age,
    count(p.education) as education,
    count(p.employment) as employment,
    count(p.household_size) as household,
    count(p.region) as region,
    count(p.household_income) as income,
    count(p.hourly_wage) as wage,
    (select count(*) from raw_diaries__episodes where location <> 'unknown') as located,
    (select count(*) from raw_diaries__episodes where with_alone is not null or with_others is not null) as accompanied,
from raw_diaries__persons p
