-- People who kept a diary, with their age group and the kind of household they live in.
-- household_type: an adult without a partner among children alone is a single parent; with further adults the household
-- is 'other', because nothing says whose children they are.
select
    survey_id,
    person_id,
    household_id,
    sex,
    age,
    case
        when age < 15 then 'under_15'
        when age < 25 then '15-24'
        when age < 35 then '25-34'
        when age < 45 then '35-44'
        when age < 55 then '45-54'
        when age < 65 then '55-64'
        when age < 75 then '65-74'
        when age >= 75 then '75+'
    end as age_group,
    education,
    employment,
    is_student,
    household_size,
    n_children,
    youngest_child_age,
    has_partner,
    case
        when household_size = 1 then 'alone'
        when has_partner and (n_children > 0 or youngest_child_age is not null) then 'couple_with_children'
        when has_partner and n_children = 0 and household_size = 2 then 'couple'
        when has_partner and n_children = 0 and household_size > 2 then 'other'
        when not has_partner and n_children = 0 and household_size > 1 then 'other'
        when not has_partner and age < 18 then 'other'
        when not has_partner and n_children > 0 and household_size = n_children + 1 then 'single_parent'
        when not has_partner and n_children > 0 and household_size > n_children + 1 then 'other'
        when not has_partner and youngest_child_age is not null and household_size = 2 then 'single_parent'
    end as household_type,
    region,
    household_income,
    household_income_low,
    household_income_high,
    hourly_wage,
    weekly_earnings,
    occupation_code,
from raw_diaries__persons
