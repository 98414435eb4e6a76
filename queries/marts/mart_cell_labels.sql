-- The groups that cells stand for, read from the first diary of each; null where the estimate is not by that column.
-- p_cells names a relation of the caller with the columns cell and first_diary_key.
create or replace macro mart_cell_labels(
    p_cells varchar := 'cells',
    p_by varchar[] := []
) as table
select
    c.cell,
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
from (select distinct cell, first_diary_key from query_table(p_cells)) c
join core_diaries d on d.diary_key = c.first_diary_key
