-- The activities asked for, numbered in the order asked: codes of activities, their groups, unpaid_work, or source:<prefix> for the codes of the source.
create or replace macro mart_selections(
    p_activities varchar[] := ['unpaid_work']
) as table
select distinct on (selection_code)
    generate_subscripts(p_activities, 1)::usmallint as selection_no,
    unnest(p_activities) as selection_code,
order by selection_no
