-- Every survey asked for with every activity asked for, and why there is nothing to tell of the two together, if so.
-- p_codes names a relation of the caller as mart_selection_codes makes it.
create or replace macro mart_asked(
    p_survey varchar := null,
    p_codes varchar := 'codes'
) as table
select
    s.survey_id,
    c.selection_no,
    any_value(c.selection_code) as selection_code,
    case
        when any_value(k.survey_id) is null then 'unknown_survey'
        when s.survey_id in (select survey_id from core_aggregate_surveys) then 'no_microdata'
        when count(c.activity_code) = 0 then 'unknown_activity'
        when count(*) filter (c.classification = k.classification) = 0 then 'activity_not_in_survey'
    end as missing_reason,
from query_table(p_codes) c
cross join (
    select survey_id from core_surveys where p_survey is null
    union
    select p_survey where p_survey is not null
) s
left join core_surveys k using (survey_id)
group by s.survey_id, c.selection_no
