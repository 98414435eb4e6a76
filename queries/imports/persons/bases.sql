-- How many people the figures of a survey stand on: who is in the file, who is left out, whose income or household is not known.
with counted as (
    select unnest([
        {'base_code': 'people', 'n_people': (select count(*) from people)},
        {'base_code': 'left_out', 'n_people': (select count(distinct (source_file, source_row)) from left_out)},
        {'base_code': 'with_income', 'n_people': (select count(*) from people where household_income is not null)},
        {'base_code': 'without_income', 'n_people': (select count(*) from people where income is null)},
        {'base_code': 'negative_income', 'n_people': (select count(*) from people where income < 0)},
        {'base_code': 'zero_income', 'n_people': (select count(*) from people where income = 0)},
        {'base_code': 'without_size', 'n_people': (select count(*) from people where household_size is null)},
        {'base_code': 'without_sex', 'n_people': (select count(*) from people where sex is null)},
        {'base_code': 'without_age', 'n_people': (select count(*) from people where age is null)},
    ], recursive := true)
)

select
    getvariable('survey_id') as survey_id,
    base_code,
    n_people,
from counted
