-- Opportunity cost by sex: an hour of a man or a woman at the mean wage of employed men or women.
-- V = sum over sexes of p_sex * hours_sex
create or replace macro opportunity_by_sex() as table
select
    w.country_code,
    w.sex,
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
join core_wages w on w.scheme = a.scheme and w.occupation_code = a.economy_code and w.sex in ('men', 'women') and w.is_plausible
