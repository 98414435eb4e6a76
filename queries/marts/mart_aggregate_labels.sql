-- mart_cell_labels for surveys held as sums.
-- p_cells names a relation of the caller as mart_aggregate_cells makes it.
create or replace macro mart_aggregate_labels(
    p_cells varchar := 'aggregate_cells'
) as table
select
    cell,
    any_value(survey_id) as survey_id,
    any_value(year) as year,
    any_value(month) as month,
    any_value(weekday) as weekday,
    any_value(day_type) as day_type,
    any_value(sex) as sex,
    any_value(age) as age,
    any_value(age_group) as age_group,
    any_value(education) as education,
    any_value(employment) as employment,
    any_value(income_fifth) as income_fifth,
    any_value(household_type) as household_type,
    any_value(region) as region,
from query_table(p_cells)
group by cell
