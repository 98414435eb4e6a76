-- Sums of each cell and selection in each stratum over its primary units: of values (y), of the weight of those who have one (p), and of their products.
-- yw: of y and the weight of the unit in the cell; ya: of y and the unit's y in all cells together; the other products likewise.
-- A unit of one diary is that diary: its products follow from weight and value, and nothing is added up by unit.
-- p_values names a relation of the caller with selection_no, diary_key and value; days whose value is zero are left out.
create or replace macro mart_value_strata(
    p_values varchar := 'diary_values',
    p_domain varchar := 'diary_domain',
    p_several varchar := 'several_units'
) as table
with sums as (
    select
        v.selection_no,
        d.cell,
        d.stratum_key,
        fsum(d.weight * v.value) as y,
        fsum(d.weight) as p,
        fsum(d.weight * d.weight * v.value * v.value) as yy,
        fsum(d.weight * d.weight) as pp,
        fsum(d.weight * d.weight * v.value) as yp,
        fsum(d.weight * d.weight * v.value) as yw,
        fsum(d.weight * d.weight) as pw,
        fsum(d.weight * d.weight * v.value * v.value) as ya,
        fsum(d.weight * v.value * v.value) as moment,
        count(*) as n_participants,
        count(*) as n_days,
    from query_table(p_values) v
    join query_table(p_domain) d using (diary_key)
    where d.n_diaries_in_psu = 1
    group by v.selection_no, d.cell, d.stratum_key
    union all
    select
        selection_no,
        cell,
        stratum_key,
        fsum(y),
        fsum(p),
        fsum(y * y),
        fsum(p * p),
        fsum(y * p),
        fsum(y * w),
        fsum(p * w),
        fsum(y * a),
        fsum(moment),
        fsum(n_participants),
        fsum(n_days),
    from mart_value_units(p_values := p_values, p_domain := p_domain, p_several := p_several)
    group by selection_no, cell, stratum_key
)

select
    selection_no,
    cell,
    stratum_key,
    fsum(y) as y,
    fsum(p) as p,
    fsum(yy) as yy,
    fsum(pp) as pp,
    fsum(yp) as yp,
    fsum(yw) as yw,
    fsum(pw) as pw,
    fsum(ya) as ya,
    fsum(moment) as moment,
    fsum(n_participants)::bigint as n_participants,
    fsum(n_days)::bigint as n_days,
from sums
group by selection_no, cell, stratum_key
