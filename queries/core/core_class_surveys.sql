-- Surveys whose people were counted by class.
select
    survey_id,
    title_en,
    title_ko,
    country_code,
    year,
    has_incomes,
    is_synthetic,
    is_weighted,
    n_people,
    note_codes,
    'class_surveys' as dataset_id,
from stg_class_surveys__surveys
