-- The values of the domain's diary days, each beside its day's cell, weight and place in the design; days whose value is zero are left out.
-- p_values names a relation of the caller with selection_no, diary_key and value, p_domain one as mart_diary_domain makes it.
create or replace macro mart_held(
    p_values varchar := 'diary_values',
    p_domain varchar := 'diary_domain'
) as table
select
    v.selection_no,
    v.value,
    d.diary_key,
    d.person_key,
    d.psu_key,
    d.stratum_key,
    d.n_diaries_in_psu,
    d.weight,
    d.cell,
from query_table(p_values) v
join query_table(p_domain) d using (diary_key)
where v.value > 0
