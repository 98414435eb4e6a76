-- The weight of each primary unit within each cell: what a cell weighs, unit by unit.
-- p_domain names a relation of the caller as mart_diary_domain makes it. A unit of one diary is that diary: nothing to add up.
create or replace macro mart_domain_units(
    p_domain varchar := 'diary_domain'
) as table
select
    survey_id,
    cell,
    stratum_key,
    psu_key,
    n_psu_in_stratum,
    n_diaries_in_psu,
    weight,
    weight * weight as weight_square,
    1 as n_persons,
    1 as n_diaries,
    diary_key as first_diary_key,
from query_table(p_domain)
where n_diaries_in_psu = 1
union all
select
    any_value(survey_id),
    cell,
    any_value(stratum_key),
    psu_key,
    any_value(n_psu_in_stratum),
    any_value(n_diaries_in_psu),
    fsum(weight),
    fsum(weight * weight),
    count(distinct person_key),
    count(*),
    min(diary_key),
from query_table(p_domain)
where n_diaries_in_psu > 1
group by cell, psu_key
