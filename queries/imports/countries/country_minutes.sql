-- Minutes a day by country, year, sex and activity of a table of a visitor's own.
select
    getvariable('survey_id') as survey_id,
    getvariable('title') as table_title,
    c.country_code,
    c.survey_year,
    c.sex,
    c.activity_code,
    fsum(c.minutes) as minutes_per_day,
from cells as c
anti join left_out as l using (source_file, source_row)
group by all
order by all
