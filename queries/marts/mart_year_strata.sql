-- mart_domain_strata from sums by year and sex that are held already.
-- p_cells names a relation of the caller as mart_year_cells makes it.
create or replace macro mart_year_strata(
    p_cells varchar := 'year_cells'
) as table
select
    any_value(survey_id) as survey_id,
    cell,
    stratum_key,
    any_value(n_psu) as n_psu,
    fsum(w) as w,
    fsum(ww) as ww,
    fsum(ww) as weight_square,
    fsum(n_diaries)::bigint as n_persons,
    fsum(n_diaries)::bigint as n_diaries,
from query_table(p_cells)
group by cell, stratum_key
