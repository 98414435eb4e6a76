-- The activities asked for as they are named in sums that are held: with their travel where it is asked for and they have any.
-- p_codes names a relation of the caller as mart_selection_codes makes it.
create or replace macro mart_summed_selections(
    p_codes varchar := 'codes',
    p_travel boolean := false
) as table
select distinct c.selection_no, c.selection_code, p_travel and coalesce(m.has_travel, false) as with_travel
from query_table(p_codes) c
left join (select selection_code, bool_or(is_travel) as has_travel from core_activity_members group by selection_code) m
    using (selection_code)
