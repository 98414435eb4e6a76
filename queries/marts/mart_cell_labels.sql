-- The groups that cells stand for; null where the estimate is not by that column.
-- p_domain names a relation of the caller as mart_diary_domain makes it.
create or replace macro mart_cell_labels(
    p_domain varchar := 'diary_domain'
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
from query_table(p_domain)
group by cell
