-- Weighted totals of every cell and selection with their covariances, by linearisation over primary units within strata, with replacement.
-- y: values; p: those with a value; w: everyone; a: values of all cells together. v_yp is the covariance of y and p, and so on.
-- Units outside the cell count as zeros, so the number of units is that of the whole design (R survey: svyby).
-- p_strata and p_value_strata name relations of the caller: mart_domain_strata and mart_value_strata.
create or replace macro mart_taylor_totals(
    p_strata varchar := 'strata',
    p_value_strata varchar := 'value_strata',
    p_codes varchar := 'codes',
    p_survey varchar := null
) as table
with cells as (
    select
        any_value(survey_id) as survey_id,
        cell,
        fsum(n_persons)::bigint as n_persons,
        fsum(n_diaries)::bigint as n_diaries,
        fsum(w) as w,
        fsum(weight_square) as weight_square,
        fsum(psu_product(n_psu, ww, w, w)) as v_ww,
    from query_table(p_strata)
    group by cell
),

with_covariances as (
    select
        v.selection_no,
        v.cell,
        fsum(v.y) as y,
        fsum(v.p) as p,
        fsum(v.moment) as moment,
        fsum(v.n_participants)::bigint as n_participants,
        fsum(v.n_days)::bigint as n_days,
        fsum(psu_product(d.n_psu, v.yy, v.y, v.y)) as v_yy,
        fsum(psu_product(d.n_psu, v.pp, v.p, v.p)) as v_pp,
        fsum(psu_product(d.n_psu, v.yp, v.y, v.p)) as v_yp,
        fsum(psu_product(d.n_psu, v.yw, v.y, d.w)) as v_yw,
        fsum(psu_product(d.n_psu, v.pw, v.p, d.w)) as v_pw,
        fsum(psu_product(d.n_psu, v.ya, v.y, v.y_of_stratum)) as v_ya,
    from (
        select *, fsum(y) over (partition by selection_no, stratum_key) as y_of_stratum
        from query_table(p_value_strata)
    ) v
    join query_table(p_strata) d on d.cell = v.cell and d.stratum_key = v.stratum_key
    group by v.selection_no, v.cell
),

-- What varies by replicate weights needs no covariances.
without_covariances as (
    select
        selection_no,
        cell,
        fsum(y) as y,
        fsum(p) as p,
        fsum(moment) as moment,
        fsum(n_participants)::bigint as n_participants,
        fsum(n_days)::bigint as n_days,
        0 as v_yy,
        0 as v_pp,
        0 as v_yp,
        0 as v_yw,
        0 as v_pw,
        0 as v_ya,
    from query_table(p_value_strata)
    group by selection_no, cell
)

select
    c.survey_id,
    c.cell,
    s.selection_no,
    c.n_persons,
    c.n_diaries,
    coalesce(v.n_participants, 0) as n_participants,
    coalesce(v.n_days, 0) = c.n_diaries as is_everyone,
    c.w,
    c.weight_square,
    coalesce(v.y, 0) as y,
    coalesce(v.p, 0) as p,
    coalesce(v.moment, 0) as moment,
    c.v_ww,
    coalesce(v.v_yy, 0) as v_yy,
    coalesce(v.v_pp, 0) as v_pp,
    coalesce(v.v_yp, 0) as v_yp,
    coalesce(v.v_yw, 0) as v_yw,
    coalesce(v.v_pw, 0) as v_pw,
    coalesce(v.v_ya, 0) as v_ya,
from cells c
cross join (select distinct selection_no from query_table(p_codes)) s
left join query_table(
    case when with_replicates(p_survey) then 'without_covariances' else 'with_covariances' end
) v on v.cell = c.cell and v.selection_no = s.selection_no
