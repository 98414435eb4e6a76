-- Every survey asked for with every activity asked for, and why there is nothing to tell of the two together, if so.
create or replace macro mart_asked(
    p_survey varchar := null,
    p_activities varchar[] := ['unpaid_work'],
    p_travel boolean := false
) as table
select
    s.survey_id,
    a.selection_no,
    case
        when k.survey_id is null then 'unknown_survey'
        when m.selection_code is null and not starts_with(a.selection_code, 'source:') then 'unknown_activity'
        when h.selection_no is null then 'activity_not_in_survey'
    end as missing_reason,
from (
    select survey_id from core_surveys where p_survey is null
    union
    select p_survey where p_survey is not null
) s
cross join mart_selections(p_activities := p_activities) a
left join core_surveys k on k.survey_id = s.survey_id
left join (select distinct selection_code from core_activity_members) m on m.selection_code = a.selection_code
left join (
    select distinct selection_no, classification
    from mart_selection_codes(p_activities := p_activities, p_travel := p_travel)
) h on h.selection_no = a.selection_no and h.classification = k.classification
