-- What each cell weighs in each stratum: sums over its primary units and over their squares, with the people and the diaries behind them.
create or replace macro mart_domain_strata(
    p_domain varchar := 'diary_domain'
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
    min(first_diary_key) as first_diary_key,
from mart_domain_units(p_domain := p_domain)
group by cell, stratum_key
