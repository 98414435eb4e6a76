-- Minutes of each diary day in each activity asked for; a day without any has no row.
-- The keys of a survey's diaries follow one another: their range keeps other surveys out at no cost, and days outside the domain meet no row of it later.
-- p_codes names a relation of the caller as mart_selection_codes makes it, p_domain one as mart_diary_domain does.
create or replace macro mart_activity_values(
    p_codes varchar := 'codes',
    p_domain varchar := 'diary_domain',
    p_travel boolean := false
) as table
select
    a.selection_no,
    m.diary_key,
    case when p_travel then m.minutes_with_travel else m.minutes end as value,
from core_selected_minutes m
join (select distinct selection_no, selection_code from query_table(p_codes)) a using (selection_code)
where case when p_travel then m.minutes_with_travel else m.minutes end > 0
union all
select
    c.selection_no,
    m.diary_key,
    fsum(m.minutes) as value,
from core_diary_minutes m
join (
    select distinct selection_no, activity_code, source_code
    from query_table(p_codes)
    where starts_with(selection_code, 'source:')
) c on c.activity_code = m.activity_code and c.source_code = m.source_code
group by c.selection_no, m.diary_key
