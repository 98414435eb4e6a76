-- Diary days out of rows that repeat them: what the first row of each says.
select
    getvariable('survey_id') as survey_id,
    person_id,
    diary_no,
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
group by person_id, diary_no
