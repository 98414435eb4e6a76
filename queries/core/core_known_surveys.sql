-- Well-known surveys of persons, with the columns that only they have.
select
    survey_id as known_survey_id,
    title_en,
    title_ko,
    country_code,
    identifying_columns,
    income_concept,
    'survey_variables' as dataset_id,
from stg_survey_variables__surveys
