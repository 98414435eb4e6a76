-- Estimates with standard errors, intervals, effective numbers and quality flags for every cell and selection, suppressed where the profile says so.
-- w, y and p are the weighted totals of everyone, of the values and of those who have one: for what builds on this mart, not to be shown.
-- p_measured names a relation of the caller as mart_measured makes it; what has no weight there is withheld: sums of too few people.
create or replace macro mart_estimates(
    p_measured varchar := 'measured',
    p_profile varchar := 'default'
) as table
with flagged as (
    select
        m.*,
        case when f.profile is null or m.weight_sum is null then 'suppressed' else quality_flag(
            m.n_persons, m.mean_se / nullif(m.mean, 0),
            f.n_suppress_below, f.n_caution_below, f.cv_suppress_above, f.cv_caution_above
        ) end as quality_flag,
        case when f.profile is null then 'suppressed' else quality_flag(
            m.n_participants, m.participant_mean_se / nullif(m.participant_mean, 0),
            f.n_suppress_below, f.n_caution_below, f.cv_suppress_above, f.cv_caution_above
        ) end as participant_flag,
        case when f.profile is null then 'unknown_profile' end as missing_reason,
    from query_table(p_measured) m
    left join core_suppression_profiles f on f.profile = p_profile
),

shown as (
    select
        *,
        quality_flag <> 'suppressed' as is_shown,
        quality_flag <> 'suppressed' and participant_flag <> 'suppressed' as is_participant_shown,
    from flagged
)

select
    s.survey_id,
    s.cell,
    s.selection_no,
    s.weight_sum as w,
    s.total as y,
    s.participant_weight as p,
    case when is_shown then mean end as mean,
    case when is_shown then mean_se end as mean_se,
    case when is_shown then mean - p.confidence_z * mean_se end as mean_ci_low,
    case when is_shown then mean + p.confidence_z * mean_se end as mean_ci_high,
    case when is_shown then participation end as participation,
    case when is_shown then participation_se end as participation_se,
    case when is_shown then logit_bound(participation, participation_se, -p.confidence_z) end as participation_ci_low,
    case when is_shown then logit_bound(participation, participation_se, p.confidence_z) end as participation_ci_high,
    case when is_participant_shown then participant_mean end as participant_mean,
    case when is_participant_shown then participant_mean_se end as participant_mean_se,
    case when is_participant_shown then participant_mean - p.confidence_z * participant_mean_se end
        as participant_mean_ci_low,
    case when is_participant_shown then participant_mean + p.confidence_z * participant_mean_se end
        as participant_mean_ci_high,
    case when is_shown then total end as total,
    case when is_shown then total_se end as total_se,
    case when is_shown then total - p.confidence_z * total_se end as total_ci_low,
    case when is_shown then total + p.confidence_z * total_se end as total_ci_high,
    case when is_shown then total_share end as total_share,
    case when is_shown then total_share_se end as total_share_se,
    case when is_shown then logit_bound(total_share, total_share_se, -p.confidence_z) end as total_share_ci_low,
    case when is_shown then logit_bound(total_share, total_share_se, p.confidence_z) end as total_share_ci_high,
    s.n_persons,
    s.n_diaries,
    case when is_shown then s.n_participants end as n_participants,
    case when is_shown then s.n_diaries / nullif(s.design_effect, 0) end as effective_n,
    case when is_shown then s.design_effect end as design_effect,
    s.kish_effective_n,
    s.quality_flag,
    case when is_shown then s.participant_flag else 'suppressed' end as participant_flag,
    coalesce(s.missing_reason, case when not is_shown then 'suppressed' end) as missing_reason,
from shown s
cross join core_parameters p
