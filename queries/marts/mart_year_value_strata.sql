-- mart_value_strata from sums by year and sex that are held already: a unit of one diary weighs in the cell as in its values.
-- p_cells and p_codes name relations of the caller: mart_year_cells and mart_selection_codes.
create or replace macro mart_year_value_strata(
    p_travel boolean := false,
    p_cells varchar := 'year_cells',
    p_codes varchar := 'codes'
) as table
select
    a.selection_no,
    c.cell,
    c.stratum_key,
    fsum(s.y) as y,
    fsum(s.p) as p,
    fsum(s.yy) as yy,
    fsum(s.pp) as pp,
    fsum(s.yp) as yp,
    fsum(s.yp) as yw,
    fsum(s.pp) as pw,
    fsum(s.yy) as ya,
    fsum(s.moment) as moment,
    fsum(s.n_diaries)::bigint as n_participants,
    fsum(s.n_diaries)::bigint as n_days,
from core_year_sums s
join mart_summed_selections(p_codes := p_codes, p_travel := p_travel) a using (selection_code, with_travel)
join query_table(p_cells) c using (survey_id, year, sex, stratum_key)
group by a.selection_no, c.cell, c.stratum_key
