-- Every code that a report from diaries may be asked for, with the codes of each classification that it stands for:
-- an activity with its parts, a group, unpaid_work, or source:<prefix> for the codes of the source that begin so.
select
    m.selection_code,
    c.classification,
    coalesce(c.activity_code, 'other') as activity_code,
    c.source_code,
    m.is_travel,
from core_source_activities c
join core_activity_members m on m.activity_code = coalesce(c.activity_code, 'other')
union all
select
    'source:' || left(c.source_code, p.n),
    c.classification,
    coalesce(c.activity_code, 'other'),
    c.source_code,
    false,
from core_source_activities c
cross join (select unnest(range(1, (select max(length(source_code)) from core_source_activities) + 1)) as n) p
where p.n <= length(c.source_code)
order by all
