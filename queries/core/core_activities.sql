-- The harmonised activities with the flags that decide what is counted.
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
    title_en,
    title_ko,
    definition_en,
    definition_ko,
from stg_activities
