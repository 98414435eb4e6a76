-- mart_cell_labels from sums by year and sex that are held already.
-- p_cells names a relation of the caller as mart_year_cells makes it of the same p_by.
create or replace macro mart_year_labels(
    p_cells varchar := 'year_cells',
    p_by varchar[] := []
) as table
select
    cell,
    any_value(survey_id) as survey_id,
    case when list_contains(p_by, 'year') then any_value(year) end as year,
    null::integer as month,
    null::integer as weekday,
    null::varchar as day_type,
    case when list_contains(p_by, 'sex') then any_value(sex) end as sex,
    null::integer as age,
    null::varchar as age_group,
    null::varchar as education,
    null::varchar as employment,
    null::varchar as income_fifth,
    null::varchar as household_type,
    null::varchar as region,
from query_table(p_cells)
group by cell
