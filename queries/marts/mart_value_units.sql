-- The weighted sums of each primary unit of several diaries within each cell and selection: of values, and of those who have one.
-- y: sum of weight x value; p: weight of those with a value; w: weight of the unit in the cell; a: y in all cells together.
-- p_held and p_several name relations of the caller: mart_held and mart_several_units.
create or replace macro mart_value_units(
    p_held varchar := 'held',
    p_several varchar := 'several_units'
) as table
with units as (
    select
        selection_no,
        cell,
        psu_key,
        fsum(weight * value) as y,
        fsum(weight) as p,
        fsum(weight * value * value) as moment,
        count(distinct person_key) as n_participants,
        count(*) as n_days,
    from query_table(p_held)
    where n_diaries_in_psu > 1
    group by selection_no, cell, psu_key
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
