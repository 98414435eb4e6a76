-- Surveys whose people were counted by class, with what must be known of each.
-- grain: one row per survey
create or replace macro class_surveys(
    p_surveys varchar[] := null
) as table
select
    survey_id,
    title_en,
    title_ko,
    country_code,
    year,
    has_incomes,
    survey_id in (select i.survey_id from core_class_items as i) as has_items,
    is_synthetic,
    n_people,
    concat_ws(
        ',',
        case when is_synthetic then 'synthetic_people' end,
        case when not is_weighted then 'unweighted' end,
        case when not has_incomes then 'no_primary_source' end,
        array_to_string(note_codes, ',')
    ) as notes,
    dataset_id,
from core_class_surveys
where p_surveys is null or list_contains(p_surveys, survey_id)
order by has_incomes desc, survey_id
