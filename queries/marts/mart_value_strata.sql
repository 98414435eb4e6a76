-- Sums of each cell and selection in each stratum over its primary units: of values (y), of the weight of those who have one (p), and of their products.
-- yw: of y and the weight of the unit in the cell; ya: of y and the unit's y in all cells together; the other products likewise.
-- A unit of one diary is that diary: its products follow from weight and value, and nothing is added up by unit.
-- p_held and p_several name relations of the caller: mart_held and mart_several_units.
create or replace macro mart_value_strata(
    p_held varchar := 'held',
    p_several varchar := 'several_units',
    p_survey varchar := null
) as table
with single as (
    select
        selection_no,
        cell,
        stratum_key,
        fsum(weight * value) as y,
        fsum(weight) as p,
        fsum(weight * weight * value * value) as yy,
        fsum(weight * weight) as pp,
        fsum(weight * weight * value) as yp,
        fsum(weight * weight * value) as yw,
        fsum(weight * weight) as pw,
        fsum(weight * weight * value * value) as ya,
        fsum(weight * value * value) as moment,
        count(*) as n_participants,
        count(*) as n_days,
    from query_table(p_held)
    where n_diaries_in_psu = 1
    group by selection_no, cell, stratum_key
),

with_several as (
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
    from (
        from single
        union all
        select
            selection_no, cell, stratum_key, y, p, y * y, p * p, y * p, y * w, p * w, y * a, moment, n_participants, n_days,
        from mart_value_units(p_held := p_held, p_several := p_several)
    )
    group by selection_no, cell, stratum_key
)

from query_table(case when without_several_diaries(p_survey) then 'single' else 'with_several' end)
