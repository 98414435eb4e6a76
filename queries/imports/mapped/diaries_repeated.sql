-- Diary days out of rows that repeat them: what the first row of each says.
-- Which rows are first is found out first: to keep all rows of all days in order takes much longer.
select
    getvariable('survey_id') as survey_id,
    person_id,
    coalesce(diary_no, 1) as diary_no,
    first(year order by source_row) as year,
    first(month order by source_row) as month,
    first(weekday order by source_row) as weekday,
    first(is_holiday order by source_row) as is_holiday,
    first(weight order by source_row) as weight,
    first(stratum order by source_row) as stratum,
    first(psu order by source_row) as psu,
    first(source_file order by source_row) as source_file,
    min(source_row) as source_row,
from mapped_diaries
where source_row in (select min(source_row) from mapped_diaries group by person_id, coalesce(diary_no, 1))
group by person_id, coalesce(diary_no, 1)
