-- The hourly wages that people of one age and alike are given: the mean of people alike, and predicted from age; weighted, per survey.
-- People alike share sex, age group and education. Predicted: ln wage = a + b age + c age squared by least squares within
-- survey, sex and education, scaled so that its mean over wage earners is their mean wage (the log would else fall short).
-- All of it follows from sums over people of the same age and groups (peer_key of core_unpaid_days).
-- p_domain names a relation of the caller as mart_diary_domain makes it.
create or replace macro mart_peer_wages(p_domain varchar := 'diary_domain') as table
with earned as (
    -- weight, earned, log_earned: of wage earners.
    select
        u.peer_key,
        min(u.diary_key) as diary_key,
        fsum(d.weight) filter (u.own_wage is not null) as weight,
        fsum(d.weight * u.own_wage) as earned,
        fsum(d.weight * ln(u.own_wage)) as log_earned,
    from query_table(p_domain) d
    join core_unpaid_days u using (diary_key)
    group by u.peer_key
),

sums as materialized (
    select
        e.peer_key,
        d.survey_id,
        d.sex,
        d.age_group,
        d.education,
        d.age::double as age,
        e.weight,
        e.earned,
        e.log_earned,
    from earned e
    join core_diaries d using (diary_key)
),

alike as (
    select survey_id, sex, age_group, education, fsum(earned) / nullif(fsum(weight), 0) as cell_wage
    from sums
    group by survey_id, sex, age_group, education
),

same_sex as (
    select survey_id, sex, fsum(earned) / nullif(fsum(weight), 0) as sex_wage
    from sums
    group by survey_id, sex
),

centres as (
    select
        survey_id,
        sex,
        education,
        fsum(weight * age) / nullif(fsum(weight), 0) as x,
        fsum(weight * age * age) / nullif(fsum(weight), 0) as q,
        fsum(log_earned) / nullif(fsum(weight), 0) as y,
    from sums
    where age is not null
    group by survey_id, sex, education
),

moments as (
    select
        s.survey_id,
        s.sex,
        s.education,
        any_value(c.x) as x,
        any_value(c.q) as q,
        any_value(c.y) as y,
        fsum(s.weight * (s.age - c.x) * (s.age - c.x)) as xx,
        fsum(s.weight * (s.age - c.x) * (s.age * s.age - c.q)) as xq,
        fsum(s.weight * (s.age * s.age - c.q) * (s.age * s.age - c.q)) as qq,
        fsum((s.age - c.x) * (s.log_earned - s.weight * c.y)) as xy,
        fsum((s.age * s.age - c.q) * (s.log_earned - s.weight * c.y)) as qy,
    from sums s
    join centres c using (survey_id, sex, education)
    group by s.survey_id, s.sex, s.education
),

coefficients as (
    select
        *,
        (xy * qq - qy * xq) / nullif(xx * qq - xq * xq, 0) as b,
        (qy * xx - xy * xq) / nullif(xx * qq - xq * xq, 0) as c,
    from moments
),

fitted as materialized (
    select s.*, exp(m.y + m.b * (s.age - m.x) + m.c * (s.age * s.age - m.q)) as fit,
    from sums s
    left join coefficients m using (survey_id, sex, education)
),

scales as (
    select survey_id, sex, education, fsum(earned) / nullif(fsum(weight * fit), 0) as scale
    from fitted
    where fit is not null
    group by survey_id, sex, education
)

select
    f.peer_key,
    coalesce(a.cell_wage, s.sex_wage) as cell_wage,
    coalesce(f.fit * k.scale, a.cell_wage, s.sex_wage) as predicted_wage,
from fitted f
left join scales k using (survey_id, sex, education)
left join alike a using (survey_id, sex, age_group, education)
left join same_sex s using (survey_id, sex)
