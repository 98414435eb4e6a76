-- How variables of well-known surveys are read: the rule, its SQL, and why a rule cannot be read where it cannot.
-- grain: one row per survey, wave and variable
create or replace macro survey_variables(
    p_known_surveys varchar[] := null,
    p_concepts varchar[] := null
) as table
select
    v.known_survey_id,
    v.survey_wave,
    v.variable_name,
    v.variable_label,
    v.variable_concept,
    v.list_item_code,
    v.item_grade,
    v.rule_text,
    v.missing_codes,
    r.rule_form,
    r.rule_readings,
    r.rule_sql,
    v.rule_evidence,
    v.source,
    r.missing_reason,
    v.dataset_id,
from core_survey_variables as v
inner join core_survey_rules as r using (known_survey_id, survey_wave, variable_name)
where (p_known_surveys is null or list_contains(p_known_surveys, v.known_survey_id))
    and (p_concepts is null or list_contains(p_concepts, v.variable_concept))
order by v.known_survey_id, v.survey_wave, v.variable_name
