-- Minutes of each diary day in each activity asked for; a day without any has no row.
create or replace macro mart_activity_values(
    p_activities varchar[] := ['unpaid_work'],
    p_travel boolean := false
) as table
select
    c.selection_no,
    m.diary_key,
    fsum(m.minutes) as value,
from core_diary_minutes m
join (
    select distinct selection_no, activity_code, source_code
    from mart_selection_codes(p_activities := p_activities, p_travel := p_travel)
) c on c.activity_code = m.activity_code and c.source_code = m.source_code
group by c.selection_no, m.diary_key
