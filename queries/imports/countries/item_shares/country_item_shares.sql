-- Shares of people who have an item of the lists, by country and year, of a table of a visitor's own.
select
    getvariable('survey_id') as survey_id,
    getvariable('title') as table_title,
    c.country_code,
    c.survey_year,
    c.list_item_code,
    getvariable('grade') as grade,
    any_value(c.share) as share,
from cells as c
anti join left_out as l using (cell_no)
group by all
order by all
