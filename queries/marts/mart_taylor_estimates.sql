-- Mean, participation, mean of participants, total and share of the total for every cell and selection, with variances by linearisation.
create or replace macro mart_taylor_estimates(
    p_strata varchar := 'strata',
    p_value_strata varchar := 'value_strata',
    p_codes varchar := 'codes',
    p_survey varchar := null
) as table
select
    survey_id,
    cell,
    selection_no,
    n_persons,
    n_diaries,
    n_participants,
    w as weight_sum,
    weight_square,
    y as total,
    p as participant_weight,
    moment,
    y / nullif(w, 0) as mean,
    case when is_everyone then 1 else p / nullif(w, 0) end as participation,
    y / nullif(p, 0) as participant_mean,
    y / nullif(fsum(y) over everyone, 0) as total_share,
    v_yy as total_variance,
    ratio_variance(y, w, v_yy, v_yw, v_ww) as mean_variance,
    case when is_everyone then 0 else ratio_variance(p, w, v_pp, v_pw, v_ww) end as participation_variance,
    ratio_variance(y, p, v_yy, v_yp, v_pp) as participant_mean_variance,
    ratio_variance(y, fsum(y) over everyone, v_yy, v_ya, fsum(v_ya) over everyone) as total_share_variance,
from mart_taylor_totals(p_strata := p_strata, p_value_strata := p_value_strata, p_codes := p_codes, p_survey := p_survey)
window everyone as (partition by survey_id, selection_no)
