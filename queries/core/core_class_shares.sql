-- Share of each definition among the people of a survey, with its standard error.
select
    survey_id,
    definition_id,
    share,
    share_se,
    below_share,
    above_share,
    income_share,
    median,
    lower_income,
    upper_income,
    n_people,
    n_members,
    n_psu,
    'class_surveys' as dataset_id,
from stg_class_surveys__shares
