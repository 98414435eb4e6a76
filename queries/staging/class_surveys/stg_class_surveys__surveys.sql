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
    string_split(nullif(note_codes, ''), ';') as note_codes,
from raw_class_surveys__surveys
