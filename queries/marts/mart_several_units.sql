-- The weight within each cell of the primary units that hold several diaries; a unit of one diary is that diary: nothing to add up.
-- p_domain names a relation of the caller as mart_diary_domain makes it.
create or replace macro mart_several_units(
    p_domain varchar := 'diary_domain'
) as table
select
    any_value(survey_id) as survey_id,
    cell,
    any_value(stratum_key) as stratum_key,
    psu_key,
    any_value(n_psu_in_stratum) as n_psu_in_stratum,
    fsum(weight) as weight,
    fsum(weight * weight) as weight_square,
    count(distinct person_key) as n_persons,
    count(*) as n_diaries,
from query_table(p_domain)
where n_diaries_in_psu > 1
group by cell, psu_key
