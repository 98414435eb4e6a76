-- Wages an hour by country, year, sex and occupation of a table of a visitor's own.
select
    getvariable('survey_id') as survey_id,
    getvariable('title') as table_title,
    c.country_code,
    c.survey_year,
    c.sex,
    c.occupation_code,
    any_value(c.hourly_usd_ppp) as hourly_usd_ppp,
    any_value(c.hourly_national) as hourly_national,
from cells as c
anti join left_out as l using (cell_no)
group by all
order by all
