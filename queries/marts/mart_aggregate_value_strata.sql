-- mart_value_strata for surveys held as sums.
-- A day that has any of it weighs in y, p and w alike, so that the products of p and w are those of p and p.
-- p_cells and p_codes name relations of the caller: see mart_aggregate_cells and mart_selection_codes.
create or replace macro mart_aggregate_value_strata(
    p_cells varchar := 'aggregate_cells',
    p_codes varchar := 'codes',
    p_travel boolean := false
) as table
select
    a.selection_no,
    c.cell,
    any_value(hash(c.survey_id)) as stratum_key,
    fsum(s.y) as y,
    fsum(s.p) as p,
    fsum(s.yy) as yy,
    fsum(s.pp) as pp,
    fsum(s.yp) as yp,
    fsum(s.yp) as yw,
    fsum(s.pp) as pw,
    fsum(s.yy) as ya,
    fsum(s.moment) as moment,
    fsum(s.n_participants)::bigint as n_participants,
    fsum(s.n_participants)::bigint as n_days,
from query_table(p_cells) c
join core_aggregate_sums s using (cell_no)
join (
    select distinct selection_no, selection_code, p_travel and has_travel as with_travel
    from query_table(p_codes)
    join (select selection_code, bool_or(is_travel) as has_travel from core_activity_members group by selection_code)
        using (selection_code)
) a on a.selection_code = s.selection_code and a.with_travel = s.with_travel
group by c.cell, a.selection_no
