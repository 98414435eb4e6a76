-- The weighted sums of each primary unit within each cell and selection: of values, and of those who have one.
-- y: sum of weight x value; p: weight of those with a value; w: weight of the unit in the cell; a: y in all cells together.
-- p_values names a relation of the caller with selection_no, diary_key and value, without the days whose value is zero.
create or replace macro mart_value_units(
    p_values varchar := 'diary_values',
    p_domain varchar := 'diary_domain',
    p_several varchar := 'several_units'
) as table
with held as (
    select
        v.selection_no,
        d.cell,
        d.stratum_key,
        d.psu_key,
        d.n_psu_in_stratum,
        d.n_diaries_in_psu,
        d.person_key,
        d.weight * v.value as y,
        d.weight as p,
        d.weight * v.value * v.value as moment,
    from query_table(p_values) v
    join query_table(p_domain) d using (diary_key)
    where v.value > 0
),

several as (
    select
        selection_no,
        cell,
        psu_key,
        any_value(stratum_key) as stratum_key,
        any_value(n_psu_in_stratum) as n_psu_in_stratum,
        fsum(y) as y,
        fsum(p) as p,
        fsum(moment) as moment,
        count(distinct person_key) as n_participants,
        count(*) as n_days,
    from held
    where n_diaries_in_psu > 1
    group by selection_no, cell, psu_key
)

select
    selection_no,
    cell,
    stratum_key,
    n_psu_in_stratum,
    y,
    p,
    p as w,
    y as a,
    moment,
    1 as n_participants,
    1 as n_days,
from held
where n_diaries_in_psu = 1
union all
select
    s.selection_no,
    s.cell,
    s.stratum_key,
    s.n_psu_in_stratum,
    s.y,
    s.p,
    u.weight,
    fsum(s.y) over (partition by s.selection_no, s.psu_key),
    s.moment,
    s.n_participants,
    s.n_days,
from several s
join query_table(p_several) u on u.cell = s.cell and u.psu_key = s.psu_key
