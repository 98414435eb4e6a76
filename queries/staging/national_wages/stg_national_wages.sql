-- The national wage figures that stand in for ILO earnings, per hour in national currency.
select
    w.country_code,
    w.year,
    u.occupation_code,
    u.wage_concept,
    w.value / nullif(u.hours_per_period, 0) as hourly_national,
    u.note_en,
    u.note_ko,
from raw_national_wages__wages w
join raw_occupations__national_wages_used u
    on u.country_code = w.country_code and u.indicator = w.indicator and (u.year is null or u.year = w.year)
