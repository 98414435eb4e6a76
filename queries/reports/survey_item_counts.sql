-- How many people of a survey have at least k of the items of a list that it asks: among those who answered all, and what may be among everyone if the others lacked or had what they were not asked.
-- grain: one row per survey, list and number of items
create or replace macro survey_item_counts(
    p_surveys varchar[] := null,
    p_lists varchar[] := null,
    p_grouping varchar := 'all'
) as table
with available as (
    select
        i.survey_id,
        l.list_code,
        list(i.item_code order by l.place) as codes,
    from core_class_items as i
    inner join core_lifestyle_lists as l on l.list_item_code = i.item_code
    where (p_surveys is null or list_contains(p_surveys, i.survey_id))
        and (p_lists is null or list_contains(p_lists, l.list_code))
    group by i.survey_id, l.list_code
),

patterns as (
    select
        a.survey_id,
        a.list_code,
        c.group_code,
        len(a.codes) as n_items,
        len(list_intersect(coalesce(c.asked, []), a.codes)) as n_asked_of,
        len(list_intersect(coalesce(c.met, []), a.codes)) as n_met,
        c.n_people,
        c.weight,
        c.dataset_id,
    from available as a
    inner join core_class_item_cells as c using (survey_id)
    where c.grouping = p_grouping
),

numbers as (
    select
        survey_id,
        list_code,
        unnest(range(1, len(codes) + 1)) as k,
    from available
),

counted as (
    select
        p.survey_id,
        p.list_code,
        p.group_code,
        n.k,
        p.n_items,
        p.dataset_id,
        fsum(p.weight) as whole,
        fsum(p.weight) filter (p.n_asked_of = p.n_items) as whole_asked,
        coalesce(fsum(p.weight) filter (p.n_asked_of = p.n_items and p.n_met >= n.k), 0) as held,
        coalesce(fsum(p.weight) filter (p.n_met >= n.k), 0) as at_least,
        coalesce(fsum(p.weight) filter (p.n_met + p.n_items - p.n_asked_of >= n.k), 0) as at_most,
        coalesce(fsum(p.n_people) filter (p.n_asked_of = p.n_items), 0)::bigint as n_asked,
        fsum(p.n_people)::bigint as n_people,
    from patterns as p
    inner join numbers as n using (survey_id, list_code)
    group by all
)

select
    c.survey_id,
    c.list_code,
    p_grouping as class_grouping,
    c.group_code as class_group,
    c.k as n_items_held,
    c.n_items as n_items_available,
    (select count(*) from core_lifestyle_lists as l where l.list_code = c.list_code) as n_items_listed,
    c.held / nullif(c.whole_asked, 0) as attained_share,
    c.at_least / nullif(c.whole, 0) as lowest_possible_share,
    c.at_most / nullif(c.whole, 0) as highest_possible_share,
    c.n_asked,
    c.n_people,
    case when c.n_asked = 0 then 'never_asked_together' end as missing_reason,
    concat_ws(',', s.notes, 'no_primary_source') as notes,
    c.dataset_id,
from counted as c
inner join class_surveys() as s using (survey_id)
order by c.survey_id, c.list_code, class_group, n_items_held
