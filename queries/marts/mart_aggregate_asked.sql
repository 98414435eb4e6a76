-- mart_asked for surveys held as sums: why there is nothing to tell of a survey and an activity together, if so.
-- p_cells and p_codes name relations of the caller: see mart_aggregate_cells and mart_selection_codes.
create or replace macro mart_aggregate_asked(
    p_cells varchar := 'aggregate_cells',
    p_codes varchar := 'codes',
    p_survey varchar := null,
    p_step_minutes integer := null
) as table
select
    s.survey_id,
    a.selection_no,
    a.selection_code,
    case
        when starts_with(a.selection_code, 'source:') then 'no_microdata'
        when a.selection_code not in (select selection_code from core_activity_members) then 'unknown_activity'
        when (s.survey_id, a.selection_code) not in (select (survey_id, selection_code) from core_aggregate_selections)
            then 'activity_not_in_survey'
        when h.selection_code is null then 'grouping_not_shipped'
    end as missing_reason,
from mart_without_diaries(p_survey := p_survey) s
cross join (select distinct selection_no, selection_code from query_table(p_codes)) a
left join (select distinct survey_id, margin from query_table(p_cells)) g using (survey_id)
left join core_aggregate_selections h
    on h.survey_id = g.survey_id
    and h.margin = g.margin
    and h.selection_code = a.selection_code
    and h.step_minutes is not distinct from p_step_minutes
