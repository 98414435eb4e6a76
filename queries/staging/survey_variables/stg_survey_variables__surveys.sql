-- Well-known surveys of persons, with the columns that only they have.
select
    survey_id,
    title_en,
    title_ko,
    country_code,
    string_split(identifying_columns, ';') as identifying_columns,
    income_concept,
from raw_survey_variables__surveys
