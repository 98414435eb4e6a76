-- Which codes of which classification each activity asked for stands for, among the codes that diaries hold.
create or replace macro mart_selection_codes(
    p_activities varchar[] := ['unpaid_work'],
    p_travel boolean := false
) as table
select
    s.selection_no,
    c.classification,
    coalesce(c.activity_code, 'other') as activity_code,
    c.source_code,
from mart_selections(p_activities := p_activities) s
join core_activity_members m on m.selection_code = s.selection_code and (p_travel or not m.is_travel)
join core_source_activities c on coalesce(c.activity_code, 'other') = m.activity_code
union all
select
    s.selection_no,
    c.classification,
    coalesce(c.activity_code, 'other'),
    c.source_code,
from mart_selections(p_activities := p_activities) s
join core_source_activities c
    on starts_with(s.selection_code, 'source:') and starts_with('source:' || c.source_code, s.selection_code)
