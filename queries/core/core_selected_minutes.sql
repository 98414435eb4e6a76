-- Minutes of each diary day in each activity, group of activities and unpaid_work, added up once for all reports; a day without any has no row.
-- minutes_with_travel: with the travel that belongs to it. For single codes of the source see core_diary_minutes.
with summed as (
    select
        a.selection_no,
        m.diary_key,
        coalesce(fsum(m.minutes) filter (not a.is_travel), 0) as minutes,
        fsum(m.minutes) as minutes_with_travel,
    from core_diary_minutes m
    join core_activity_members a using (activity_code)
    where m.minutes > 0 and in_part(m.diary_key)
    group by a.selection_no, m.diary_key
    order by a.selection_no, m.diary_key
)

select
    a.selection_code,
    m.diary_key,
    m.minutes,
    m.minutes_with_travel,
from summed m
join (select distinct selection_no, selection_code from core_activity_members) a using (selection_no)
