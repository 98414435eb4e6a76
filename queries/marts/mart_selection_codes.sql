-- The activities asked for, numbered in the order asked, each with the codes that it stands for; one row without a code where nothing is known of it.
-- null asks for every activity.
create or replace macro mart_selection_codes(
    p_activities varchar[] := ['unpaid_work'],
    p_travel boolean := false
) as table
select
    a.selection_no,
    a.selection_code,
    c.classification,
    c.activity_code,
    c.source_code,
from (
    select
        generate_subscripts(asked, 1)::usmallint as selection_no,
        unnest(asked) as selection_code,
    from (
        select coalesce(p_activities, (select list(activity_code order by sort_order) from core_activities)) as asked
    )
) a
left join core_selections c on c.selection_code = a.selection_code and (p_travel or not c.is_travel)
