-- Variances of the differences between two sides, and of the ratio of their means, by the method that each survey declares.
-- p_estimates, p_sides and p_replicates name relations of the caller: mart_estimates, mart_sides and mart_replicate_totals; the others
-- are those of mart_covariances.
create or replace macro mart_contrasts(
    p_held varchar := 'held',
    p_sides varchar := 'sides',
    p_estimates varchar := 'estimates',
    p_replicates varchar := 'replicate_totals',
    p_survey varchar := null
) as table
with pairs as materialized (
    select
        a.survey_id,
        a.selection_no,
        sa.pair,
        a.cell as cell_a,
        b.cell as cell_b,
        a.y / nullif(a.w, 0) as mean_a,
        b.y / nullif(b.w, 0) as mean_b,
        a.p / nullif(a.w, 0) - b.p / nullif(b.w, 0) as participation_difference,
        a.y / nullif(a.p, 0) - b.y / nullif(b.p, 0) as participant_mean_difference,
        a.mean_se * a.mean_se as mean_variance_a,
        b.mean_se * b.mean_se as mean_variance_b,
        a.participation_se * a.participation_se + b.participation_se * b.participation_se as participation_variances,
        a.participant_mean_se * a.participant_mean_se + b.participant_mean_se * b.participant_mean_se
            as participant_mean_variances,
    from query_table(p_estimates) a
    join query_table(p_sides) sa on sa.cell = a.cell and sa.sign = 1
    join query_table(p_sides) sb on sb.pair = sa.pair and sb.sign = -1
    join query_table(p_estimates) b on b.cell = sb.cell and b.selection_no = a.selection_no
),

replicated as (
    select
        p.*,
        x.y / nullif(x.w, 0) as mean_a_r,
        z.y / nullif(z.w, 0) as mean_b_r,
        x.p / nullif(x.w, 0) - z.p / nullif(z.w, 0) as participation_difference_r,
        x.y / nullif(x.p, 0) - z.y / nullif(z.p, 0) as participant_mean_difference_r,
        r.scale,
        s.replicate_coefficient as c,
        coalesce(s.replicate_centre, 'full') as centre,
    from query_table(p_replicates) x
    join pairs p on p.cell_a = x.cell and p.selection_no = x.selection_no
    join query_table(p_replicates) z
        on z.cell = p.cell_b and z.selection_no = x.selection_no and z.replicate_no = x.replicate_no
    join core_surveys s using (survey_id)
    join core_replicates r on r.survey_id = p.survey_id and r.replicate_no = x.replicate_no
),

replicate_variances as (
    select
        pair,
        selection_no,
        replicate_variance(mean_a_r - mean_b_r, scale, c, centre, mean_a - mean_b) as mean_difference,
        replicate_variance(mean_a_r / nullif(mean_b_r, 0), scale, c, centre, mean_a / nullif(mean_b, 0)) as mean_ratio,
        replicate_variance(participation_difference_r, scale, c, centre, participation_difference)
            as participation_difference,
        replicate_variance(participant_mean_difference_r, scale, c, centre, participant_mean_difference)
            as participant_mean_difference,
    from replicated
    group by pair, selection_no, c, centre
),

linearised as (
    select
        p.selection_no,
        p.pair,
        mean_variance_a - 2 * coalesce(t.mean_covariance, 0) + mean_variance_b as mean_difference_variance,
        ratio_variance(mean_a, mean_b, mean_variance_a, coalesce(t.mean_covariance, 0), mean_variance_b)
            as mean_ratio_variance,
        participation_variances - 2 * coalesce(t.participation_covariance, 0) as participation_difference_variance,
        participant_mean_variances - 2 * coalesce(t.participant_mean_covariance, 0)
            as participant_mean_difference_variance,
    from pairs p
    left join mart_covariances(p_held := p_held, p_sides := p_sides, p_estimates := p_estimates, p_survey := p_survey) t
        on t.pair = p.pair and t.selection_no = p.selection_no
),

of_either as (
    select
        l.* replace (
            coalesce(r.mean_difference, mean_difference_variance) as mean_difference_variance,
            coalesce(r.mean_ratio, mean_ratio_variance) as mean_ratio_variance,
            coalesce(r.participation_difference, participation_difference_variance) as participation_difference_variance,
            coalesce(r.participant_mean_difference, participant_mean_difference_variance)
                as participant_mean_difference_variance
        ),
    from linearised l
    left join replicate_variances r on r.pair = l.pair and r.selection_no = l.selection_no
)

from query_table(case when without_replicates(p_survey) then 'linearised' else 'of_either' end)
