-- Replacement cost, specialist: each activity at the wage of the occupation that would do it.
-- V = sum over activities of p_occupation(activity) * hours
-- Where the first occupation of an activity has no wage its declared stand-in prices it.
create or replace macro replacement_specialist() as table
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
    case when w.occupation_code <> a.specialist_code then 'fallback_occupation' end as price_note,
from core_activity_occupations a
join core_wages w
    on w.scheme = a.scheme and w.occupation_code in (a.specialist_code, a.fallback_code) and w.sex = 'total' and w.is_plausible
qualify row_number() over (
    partition by w.country_code, w.year, w.wage_rung, a.activity_code, a.scheme order by w.occupation_code = a.specialist_code desc
) = 1
