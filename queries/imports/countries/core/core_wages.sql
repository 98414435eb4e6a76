-- Wages of the visitor's countries: those of the table of wages that their minutes name, else those of the shipped country.
select w.* replace (o.country_code as country_code)
from own_places as o
inner join base.core_wages as w on w.country_code = o.iso_code
where o.measure = 'minutes' and o.wages_id is null
union all by name
select
    'own_countries' as dataset_id,
    o.country_code,
    w.survey_year as year,
    w.sex,
    'isco1' as scheme,
    w.occupation_code,
    case when w.occupation_code = 'minimum' then 'statutory_minimum' else 'mean_hourly_earnings' end as wage_concept,
    'gross' as wage_rung,
    w.hourly_usd_ppp,
    w.hourly_national,
    null::varchar as note_en,
    null::varchar as note_ko,
    true as is_plausible,
from own_places as o
inner join own_wages as w on w.survey_id = o.wages_id and w.country_code = o.iso_code
