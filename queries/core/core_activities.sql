-- The harmonised activities with the flags that decide what is counted.
-- unpaid_no: the place of an activity of unpaid work among them, by which lists of their minutes and prices are ordered.
select
    activity_code,
    group_code,
    parent_code,
    icatus_2016,
    is_unpaid_work,
    third_person,
    sna_boundary,
    scope,
    domain,
    sort_order,
    case when is_unpaid_work then row_number() over (partition by is_unpaid_work order by sort_order) end as unpaid_no,
    title_en,
    title_ko,
    definition_en,
    definition_ko,
from stg_activities
