-- Variables of well-known surveys: what each comes near, and the rule that reads it.
select
    survey_id as known_survey_id,
    wave as survey_wave,
    variable as variable_name,
    label as variable_label,
    concept as variable_concept,
    list_item_code,
    grade as item_grade,
    rule as rule_text,
    missing_codes,
    evidence as rule_evidence,
    source,
    'survey_variables' as dataset_id,
from stg_survey_variables__variables
