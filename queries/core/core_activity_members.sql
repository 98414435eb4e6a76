-- Which activities a selectable code stands for: an activity with its parts, a group, all unpaid work.
-- is_travel: the travel that belongs to the selection, which a report counts only where it is asked to.
-- selection_no: the order of the selections, by which many rows are added up faster than by their texts.
with recursive parts as (
    select activity_code as selection_code, activity_code
    from core_activities
    union
    select p.selection_code, a.activity_code
    from parts p
    join core_activities a on a.parent_code = p.activity_code
),

members as (
    select selection_code, activity_code, false as is_travel
    from parts
    union
    select group_code, activity_code, false
    from core_activities
    union
    select group_code, activity_code, true
    from stg_activities__travel
    union
    select 'unpaid_work', activity_code, scope = 'travel'
    from core_activities
    where is_unpaid_work and scope not in ('own_use_goods', 'passive_care')
),

pairs as (
    select selection_code, activity_code, bool_and(is_travel) as is_travel
    from members
    group by all
)

select
    selection_code,
    activity_code,
    is_travel,
    (dense_rank() over (order by selection_code))::integer as selection_no,
from pairs
order by selection_code, activity_code
