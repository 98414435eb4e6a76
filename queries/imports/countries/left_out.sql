-- Rows that cannot be shown, each with its reason; a day of more than 24 hours takes all its rows along.
with numbered as (
    select
        *,
        row_number() over (
            partition by country_code, survey_year, sex, activity_text order by source_row
        ) as time_met,
        fsum(case when minutes between 0 and 1440 then minutes end) over (
            partition by country_code, survey_year, sex
        ) as day_minutes,
    from cells
)

select source_file, source_row, 'country' as role, country_text as value, 'unknown_country' as reason
from numbered
where country_code is null
union all
select source_file, source_row, 'year', year_text, 'year_not_a_year'
from numbered
where survey_year is null or survey_year not between 1900 and 2100
union all
select source_file, source_row, 'sex', sex_text, 'unknown_sex'
from numbered
where sex is null
union all
select source_file, source_row, 'activity', activity_text, 'unknown_activity'
from numbered
where activity_code is null
union all
select source_file, source_row, 'minutes', minutes_text, 'minutes_not_a_number'
from numbered
where minutes is null
union all
select source_file, source_row, 'minutes', minutes_text, 'minutes_out_of_day'
from numbered
where minutes not between 0 and 1440
union all
select source_file, source_row, 'activity', activity_text, 'duplicate_cell'
from numbered
where time_met > 1
union all
-- Rounded minutes of a whole day may add up to a little more.
select source_file, source_row, 'minutes', minutes_text, 'day_over_1440'
from numbered
where day_minutes > 1445 and minutes between 0 and 1440 and country_code is not null
order by source_file, source_row, role, reason
