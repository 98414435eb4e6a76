-- Sums of each curve and group in each stratum over its primary units: of weights (w), of those in the class before and after (b, a),
-- of those who enter and leave it (e, l), and of the products of the units' w, e and l.
-- A unit of one diary is that diary: who enters weighs in e as in w. p_people names a relation of the caller where before and after are 0 or 1.
create or replace macro mart_class_strata(
    p_people varchar := 'people',
    p_survey varchar := null
) as table
with states as (
    select
        curve_key,
        group_code,
        stratum_key,
        before,
        after,
        any_value(n_psu_in_stratum) as n_psu,
        fsum(n_diaries)::bigint as n_diaries,
        fsum(weight) as w,
        fsum(weight_square) as ww,
    from query_table(p_people)
    where n_diaries_in_psu = 1
    group by curve_key, group_code, stratum_key, before, after
),

single as (
    select
        curve_key,
        group_code,
        stratum_key,
        any_value(n_psu) as n_psu,
        fsum(n_diaries)::bigint as n_diaries,
        fsum(w) as w,
        fsum(w * before) as b,
        fsum(w * after) as a,
        fsum(w * after * (1 - before)) as e,
        fsum(w * before * (1 - after)) as l,
        fsum(ww) as ww,
        fsum(ww * after * (1 - before)) as ee,
        fsum(ww * before * (1 - after)) as ll,
        ee as ew,
        ll as lw,
    from states
    group by curve_key, group_code, stratum_key
),

units as (
    select
        curve_key,
        group_code,
        stratum_key,
        any_value(n_psu_in_stratum) as n_psu,
        fsum(n_diaries)::bigint as n_diaries,
        fsum(weight) as w,
        fsum(weight * before) as b,
        fsum(weight * after) as a,
        fsum(weight * after * (1 - before)) as e,
        fsum(weight * before * (1 - after)) as l,
    from query_table(p_people)
    where n_diaries_in_psu > 1
    group by curve_key, group_code, stratum_key, psu_key
),

with_several as (
    select
        curve_key,
        group_code,
        stratum_key,
        any_value(n_psu) as n_psu,
        fsum(n_diaries)::bigint as n_diaries,
        fsum(w) as w,
        fsum(b) as b,
        fsum(a) as a,
        fsum(e) as e,
        fsum(l) as l,
        fsum(ww) as ww,
        fsum(ee) as ee,
        fsum(ll) as ll,
        fsum(ew) as ew,
        fsum(lw) as lw,
    from (
        from single
        union all by name
        select *, w * w as ww, e * e as ee, l * l as ll, e * w as ew, l * w as lw
        from units
    )
    group by curve_key, group_code, stratum_key
)

from query_table(case when without_several_diaries(p_survey) then 'single' else 'with_several' end)
