-- Estimates with standard errors and effective numbers for every cell and selection, before anything is suppressed.
-- The method of the variance is the one that the survey declares: linearisation, or its replicate weights.
-- total and participant_weight are the weighted totals of the values and of those who have one, weight_sum that of everyone.
-- p_strata, p_value_strata and p_replicates name relations of the caller: mart_domain_strata, mart_value_strata and
-- mart_replicate_totals; p_codes one with every selection_no.
create or replace macro mart_measured(
    p_codes varchar := 'codes',
    p_strata varchar := 'strata',
    p_value_strata varchar := 'value_strata',
    p_replicates varchar := 'replicate_totals',
    p_survey varchar := null
) as table
with linearised as materialized (
    from mart_taylor_estimates(
        p_strata := p_strata, p_value_strata := p_value_strata, p_codes := p_codes, p_survey := p_survey
    )
),

replicated as (
    select
        e.* replace (
            case when s.n_replicates > 0 and e.n_participants > 0 then r.total_variance else e.total_variance end
                as total_variance,
            case when s.n_replicates > 0 and e.n_participants > 0 then r.mean_variance else e.mean_variance end
                as mean_variance,
            case when s.n_replicates > 0 and e.n_participants > 0 then r.participation_variance else e.participation_variance end
                as participation_variance,
            case when s.n_replicates > 0 and e.n_participants > 0 then r.participant_mean_variance else e.participant_mean_variance end
                as participant_mean_variance,
            case when s.n_replicates > 0 and e.n_participants > 0 then r.total_share_variance else e.total_share_variance end
                as total_share_variance
        ),
    from linearised e
    join core_surveys s using (survey_id)
    left join mart_replicate_variances(p_totals := p_replicates) r on r.cell = e.cell and r.selection_no = e.selection_no
)

select
    * exclude (total_variance, mean_variance, participation_variance, participant_mean_variance, total_share_variance),
    standard_error(total_variance) as total_se,
    standard_error(mean_variance) as mean_se,
    standard_error(participation_variance) as participation_se,
    standard_error(participant_mean_variance) as participant_mean_se,
    standard_error(total_share_variance) as total_share_se,
    design_effect(mean_variance, n_diaries, total, moment, weight_sum) as design_effect,
    kish_effective_n(weight_sum, weight_square) as kish_effective_n,
from query_table(case when without_replicates(p_survey) then 'linearised' else 'replicated' end)
