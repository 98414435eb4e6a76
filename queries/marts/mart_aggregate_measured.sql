-- mart_measured for surveys held as sums: the same estimates and standard errors, linearised over people as the only units of one stratum.
-- p_cells and p_codes name relations of the caller: see mart_aggregate_cells and mart_selection_codes.
create or replace macro mart_aggregate_measured(
    p_cells varchar := 'aggregate_cells',
    p_codes varchar := 'codes',
    p_travel boolean := false
) as table
with sums as (
    select
        c.cell,
        a.selection_no,
        fsum(s.n_participants)::bigint as n_participants,
        fsum(s.y) as y,
        fsum(s.p) as p,
        fsum(s.moment) as moment,
        fsum(s.yy) as yy,
        fsum(s.yp) as yp,
        fsum(s.pp) as pp,
    from query_table(p_cells) c
    join core_aggregate_sums s using (cell_no)
    join (
        select distinct selection_no, selection_code, p_travel and has_travel as with_travel
        from query_table(p_codes)
        join (select selection_code, bool_or(is_travel) as has_travel from core_activity_members group by selection_code) using (selection_code)
    ) a on a.selection_code = s.selection_code and a.with_travel = s.with_travel
    group by c.cell, a.selection_no
),

filled as (
    select
        c.*,
        a.selection_no,
        coalesce(s.n_participants, 0) as n_participants,
        coalesce(s.y, 0) as y,
        coalesce(s.p, 0) as p,
        coalesce(s.moment, 0) as moment,
        coalesce(s.yy, 0) as yy,
        coalesce(s.yp, 0) as yp,
        coalesce(s.pp, 0) as pp,
    from mart_aggregate_weights(p_cells := p_cells) c
    cross join (select distinct selection_no from query_table(p_codes)) a
    left join sums s on s.cell = c.cell and s.selection_no = a.selection_no
),

varied as (
    -- A day that has any of it weighs in y, p and w alike, so that the products of p and w are those of p and p.
    -- Those of y with all_y, the minutes of all cells together, are those of y and y.
    select
        * exclude (yy, yp, pp),
        fsum(y) over everyone as all_y,
        psu_product(n_psu, yy, y, y) as v_yy,
        psu_product(n_psu, pp, p, p) as v_pp,
        psu_product(n_psu, yp, y, p) as v_yp,
        psu_product(n_psu, yp, y, w) as v_yw,
        psu_product(n_psu, pp, p, w) as v_pw,
        psu_product(n_psu, yy, y, fsum(y) over everyone) as v_ya,
        psu_product(n_psu, fsum(yy) over everyone, fsum(y) over everyone, fsum(y) over everyone) as v_aa,
    from filled
    window everyone as (partition by survey_id, selection_no)
)

select
    survey_id,
    cell,
    selection_no,
    n_diaries as n_persons,
    n_diaries,
    n_participants,
    w as weight_sum,
    y as total,
    p as participant_weight,
    y / nullif(w, 0) as mean,
    case when n_participants = n_diaries then 1 else p / nullif(w, 0) end as participation,
    y / nullif(p, 0) as participant_mean,
    y / nullif(all_y, 0) as total_share,
    standard_error(v_yy) as total_se,
    mean_se,
    case when n_participants = n_diaries then 0 else standard_error(ratio_variance(p, w, v_pp, v_pw, v_ww)) end
        as participation_se,
    standard_error(ratio_variance(y, p, v_yy, v_yp, v_pp)) as participant_mean_se,
    standard_error(ratio_variance(y, all_y, v_yy, v_ya, v_aa)) as total_share_se,
    design_effect(mean_se * mean_se, n_diaries, y, moment, w) as design_effect,
    kish_effective_n(w, ww) as kish_effective_n,
from (select *, standard_error(ratio_variance(y, w, v_yy, v_yw, v_ww)) as mean_se from varied)
