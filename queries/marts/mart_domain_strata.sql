-- What each cell weighs in each stratum: sums over its primary units and over their squares, with the people and the diaries behind them.
-- p_domain and p_several name relations of the caller: mart_diary_domain and mart_several_units.
create or replace macro mart_domain_strata(
    p_domain varchar := 'diary_domain',
    p_several varchar := 'several_units',
    p_survey varchar := null
) as table
with single as (
    select
        any_value(survey_id) as survey_id,
        cell,
        stratum_key,
        any_value(n_psu_in_stratum) as n_psu,
        fsum(weight) as w,
        fsum(weight * weight) as ww,
        fsum(weight * weight) as weight_square,
        count(*) as n_persons,
        count(*) as n_diaries,
    from query_table(p_domain)
    where n_diaries_in_psu = 1
    group by cell, stratum_key
),

with_several as (
    select
        any_value(survey_id) as survey_id,
        cell,
        stratum_key,
        any_value(n_psu) as n_psu,
        fsum(w) as w,
        fsum(ww) as ww,
        fsum(weight_square) as weight_square,
        fsum(n_persons)::bigint as n_persons,
        fsum(n_diaries)::bigint as n_diaries,
    from (
        from single
        union all
        select
            survey_id, cell, stratum_key, n_psu_in_stratum, weight, weight * weight, weight_square, n_persons, n_diaries,
        from query_table(p_several)
    )
    group by cell, stratum_key
)

from query_table(case when without_several_diaries(p_survey) then 'single' else 'with_several' end)
