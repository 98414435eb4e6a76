-- What is wrong with rows of minutes; a day of more than 24 hours takes all its rows along.
with numbered as (
    select
        *,
        fsum(minutes) filter (time_met = 1 and activity_code is not null) over (
            partition by country_code, survey_year, sex
        ) as day_minutes,
    from cells
)

select cell_no, 'activity' as role, code_text as value, 'unknown_activity' as reason
from numbered
where activity_code is null
union all
select cell_no, 'minutes', value_text, 'minutes_not_a_number'
from numbered
where value is null
union all
select cell_no, 'minutes', value_text, 'minutes_out_of_day'
from numbered
where value not between 0 and 1440
union all
select cell_no, 'activity', code_text, 'duplicate_cell'
from numbered
where time_met > 1 and activity_code is not null
union all
-- Rounded minutes of a whole day may add up to a little more.
select cell_no, 'minutes', value_text, 'day_over_1440'
from numbered
where day_minutes > 1445 and is_of_a_day and country_code is not null
