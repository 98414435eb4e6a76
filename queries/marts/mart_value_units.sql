-- The weighted sums of each primary unit of several diaries within each cell and selection: of values, and of those who have one.
-- y: sum of weight x value; p: weight of those with a value; w: weight of the unit in the cell; a: y in all cells together.
-- p_values: see mart_value_strata. p_several names a relation of the caller as mart_several_units makes it.
create or replace macro mart_value_units(
    p_values varchar := 'diary_values',
    p_domain varchar := 'diary_domain',
    p_several varchar := 'several_units'
) as table
with units as (
    select
        v.selection_no,
        d.cell,
        d.psu_key,
        fsum(d.weight * v.value) as y,
        fsum(d.weight) as p,
        fsum(d.weight * v.value * v.value) as moment,
        count(distinct d.person_key) as n_participants,
        count(*) as n_days,
    from query_table(p_values) v
    join query_table(p_domain) d using (diary_key)
    where d.n_diaries_in_psu > 1
    group by v.selection_no, d.cell, d.psu_key
)

select
    v.selection_no,
    v.cell,
    u.stratum_key,
    v.psu_key,
    v.y,
    v.p,
    u.weight as w,
    fsum(v.y) over (partition by v.selection_no, v.psu_key) as a,
    v.moment,
    v.n_participants,
    v.n_days,
from units v
join query_table(p_several) u on u.cell = v.cell and u.psu_key = v.psu_key
