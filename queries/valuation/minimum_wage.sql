-- Minimum wage: every hour at the statutory minimum wage, a floor under the value.
-- V = p_minimum * sum of hours
create or replace macro minimum_wage() as table
select
    w.country_code,
    'any' as sex,
    a.activity_code,
    a.scheme,
    w.year as wage_year,
    w.wage_rung,
    w.hourly_usd_ppp as price_per_hour_usd_ppp,
    w.hourly_national as price_per_hour_national,
    w.dataset_id as wage_dataset_id,
    w.wage_concept,
    w.occupation_code,
    null::varchar as price_note,
from core_activity_occupations a
join core_wages w on w.scheme = a.scheme and w.occupation_code = 'minimum' and w.sex = 'total' and w.is_plausible
