-- Minutes a day by country, year, sex and activity of a table of a visitor's own.
select
    getvariable('survey_id') as survey_id,
    getvariable('title') as table_title,
    c.country_code,
    c.survey_year,
    c.sex,
    c.activity_code,
    getvariable('population') as population_base,
    getvariable('wages') as wages_id,
    fsum(c.minutes) as minutes_per_day,
from cells as c
anti join left_out as l using (cell_no)
group by all
order by all
