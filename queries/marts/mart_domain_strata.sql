-- What each cell weighs in each stratum: sums over its primary units and over their squares, with the people and the diaries behind them.
-- p_several names a relation of the caller as mart_several_units makes it.
create or replace macro mart_domain_strata(
    p_domain varchar := 'diary_domain',
    p_several varchar := 'several_units'
) as table
select
    any_value(survey_id) as survey_id,
    cell,
    stratum_key,
    any_value(n_psu_in_stratum) as n_psu,
    fsum(weight) as w,
    fsum(weight * weight) as ww,
    fsum(weight_square) as weight_square,
    fsum(n_persons) as n_persons,
    fsum(n_diaries) as n_diaries,
from (
    select
        survey_id, cell, stratum_key, n_psu_in_stratum, weight, weight * weight as weight_square, 1 as n_persons,
        1 as n_diaries,
    from query_table(p_domain)
    where n_diaries_in_psu = 1
    union all by name
    select * exclude (psu_key)
    from query_table(p_several)
)
group by cell, stratum_key
