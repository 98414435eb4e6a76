-- The groups that the cells of diary days stand for; null where the estimate is not by that column.
-- They are read from one diary day of each cell. p_domain names a relation of the caller as mart_diary_domain makes it of the same p_by.
create or replace macro mart_cell_labels(
    p_domain varchar := 'diary_domain',
    p_by varchar[] := []
) as table
select
    f.cell,
    d.survey_id,
    case when list_contains(p_by, 'year') then d.year end as year,
    case when list_contains(p_by, 'month') then d.month end as month,
    case when list_contains(p_by, 'weekday') then d.weekday end as weekday,
    case when list_contains(p_by, 'day_type') then d.day_type end as day_type,
    case when list_contains(p_by, 'sex') then d.sex end as sex,
    case when list_contains(p_by, 'age') then d.age end as age,
    case when list_contains(p_by, 'age_group') then d.age_group end as age_group,
    case when list_contains(p_by, 'education') then d.education end as education,
    case when list_contains(p_by, 'employment') then d.employment end as employment,
    case when list_contains(p_by, 'income_fifth') then d.income_fifth end as income_fifth,
    case when list_contains(p_by, 'household_type') then d.household_type end as household_type,
    case when list_contains(p_by, 'region') then d.region end as region,
from core_diaries d
join (select cell, any_value(diary_key) as diary_key from query_table(p_domain) group by cell) f using (diary_key)
