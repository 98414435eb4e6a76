-- The hourly wage of each diary's person: observed, the mean of people alike, and predicted from age; weighted, per survey and year.
-- People alike share sex, age group and education. Predicted: ln wage = a + b age + c age squared by least squares within
-- survey, sex and education, scaled so that its mean over wage earners is their mean wage (the log would else fall short).
-- p_domain names a relation of the caller as mart_diary_domain makes it.
create or replace macro mart_person_wages(p_domain varchar := 'diary_domain') as table
with people as (
    select
        d.diary_key,
        d.survey_id,
        d.sex,
        d.age_group,
        d.education,
        d.age::double as age,
        d.weight,
        case when d.hourly_wage > 0 then d.hourly_wage end as wage,
        case when d.hourly_wage > 0 and d.age is not null then ln(d.hourly_wage) end as log_wage,
    from core_diaries d
    semi join query_table(p_domain) a on a.diary_key = d.diary_key
),

alike as (
    select survey_id, sex, age_group, education, fsum(weight * wage) / nullif(fsum(weight), 0) as cell_wage
    from people
    where wage is not null
    group by survey_id, sex, age_group, education
),

same_sex as (
    select survey_id, sex, fsum(weight * wage) / nullif(fsum(weight), 0) as sex_wage
    from people
    where wage is not null
    group by survey_id, sex
),

centres as (
    select
        survey_id,
        sex,
        education,
        fsum(weight * age) / nullif(fsum(weight), 0) as x,
        fsum(weight * age * age) / nullif(fsum(weight), 0) as q,
        fsum(weight * log_wage) / nullif(fsum(weight), 0) as y,
    from people
    where log_wage is not null
    group by survey_id, sex, education
),

moments as (
    select
        p.survey_id,
        p.sex,
        p.education,
        any_value(c.x) as x,
        any_value(c.q) as q,
        any_value(c.y) as y,
        fsum(p.weight * (p.age - c.x) * (p.age - c.x)) as xx,
        fsum(p.weight * (p.age - c.x) * (p.age * p.age - c.q)) as xq,
        fsum(p.weight * (p.age * p.age - c.q) * (p.age * p.age - c.q)) as qq,
        fsum(p.weight * (p.age - c.x) * (p.log_wage - c.y)) as xy,
        fsum(p.weight * (p.age * p.age - c.q) * (p.log_wage - c.y)) as qy,
    from people p
    join centres c using (survey_id, sex, education)
    where p.log_wage is not null
    group by p.survey_id, p.sex, p.education
),

coefficients as (
    select
        *,
        (xy * qq - qy * xq) / nullif(xx * qq - xq * xq, 0) as b,
        (qy * xx - xy * xq) / nullif(xx * qq - xq * xq, 0) as c,
    from moments
),

fitted as (
    select p.*, exp(m.y + m.b * (p.age - m.x) + m.c * (p.age * p.age - m.q)) as fit,
    from people p
    left join coefficients m using (survey_id, sex, education)
),

scales as (
    select
        survey_id,
        sex,
        education,
        fsum(weight * wage) / nullif(fsum(weight * fit), 0) as scale,
    from fitted
    where wage is not null and fit is not null
    group by survey_id, sex, education
)

select
    f.diary_key,
    f.wage as own_wage,
    coalesce(a.cell_wage, s.sex_wage) as cell_wage,
    coalesce(f.fit * k.scale, a.cell_wage, s.sex_wage) as predicted_wage,
from fitted f
left join scales k using (survey_id, sex, education)
left join alike a using (survey_id, sex, age_group, education)
left join same_sex s using (survey_id, sex)
