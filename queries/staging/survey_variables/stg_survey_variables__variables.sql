-- Variables of those surveys, each with the rule that reads it.
select
    survey_id,
    wave,
    variable,
    label,
    concept,
    list_item_code,
    grade,
    rule,
    missing_codes,
    evidence,
    source,
from raw_survey_variables__variables
