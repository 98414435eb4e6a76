-- People out of rows that repeat them: what the first row of each says.
-- Which rows are first is found out first: to keep all rows of all people in order takes much longer.
select
    getvariable('survey_id') as survey_id,
    person_id,
    first(household_id order by source_row) as household_id,
    first(sex order by source_row) as sex,
    first(age order by source_row) as age,
    first(education order by source_row) as education,
    first(employment order by source_row) as employment,
    first(is_student order by source_row) as is_student,
    first(household_size order by source_row) as household_size,
    first(n_children order by source_row) as n_children,
    first(youngest_child_age order by source_row) as youngest_child_age,
    first(has_partner order by source_row) as has_partner,
    first(region order by source_row) as region,
    first(household_income order by source_row) as household_income,
    first(household_income_low order by source_row) as household_income_low,
    first(household_income_high order by source_row) as household_income_high,
    first(hourly_wage order by source_row) as hourly_wage,
    first(weekly_earnings order by source_row) as weekly_earnings,
    first(occupation_code order by source_row) as occupation_code,
    first(source_file order by source_row) as source_file,
    min(source_row) as source_row,
from mapped_persons
where source_row in (select min(source_row) from mapped_persons group by person_id)
group by person_id
