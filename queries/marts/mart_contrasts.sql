-- Variances of the differences between two sides, and of the ratio of their means, by the method that each survey declares.
-- p_estimates and p_sides name relations of the caller: mart_estimates and mart_sides.
create or replace macro mart_contrasts(
    p_values varchar := 'diary_values',
    p_domain varchar := 'diary_domain',
    p_sides varchar := 'sides',
    p_estimates varchar := 'estimates'
) as table
with pairs as (
    select
        a.survey_id,
        a.selection_no,
        sa.pair,
        a.y / nullif(a.w, 0) as mean_a,
        b.y / nullif(b.w, 0) as mean_b,
        a.p / nullif(a.w, 0) as participation_a,
        b.p / nullif(b.w, 0) as participation_b,
        a.y / nullif(a.p, 0) as participant_mean_a,
        b.y / nullif(b.p, 0) as participant_mean_b,
        replicate_ratios(a.y_r, a.w_r) as mean_a_r,
        replicate_ratios(b.y_r, b.w_r) as mean_b_r,
        replicate_ratios(a.p_r, a.w_r) as participation_a_r,
        replicate_ratios(b.p_r, b.w_r) as participation_b_r,
        replicate_ratios(a.y_r, a.p_r) as participant_mean_a_r,
        replicate_ratios(b.y_r, b.p_r) as participant_mean_b_r,
    from query_table(p_estimates) a
    join query_table(p_sides) sa on sa.cell = a.cell and sa.sign = 1
    join query_table(p_sides) sb on sb.pair = sa.pair and sb.sign = -1
    join query_table(p_estimates) b on b.cell = sb.cell and b.selection_no = a.selection_no
),

declared as (
    select
        survey_id,
        any_value(s.replicate_coefficient) as c,
        coalesce(any_value(s.replicate_centre), 'full') as centre,
        list(r.scale order by r.replicate_no) as scales,
    from core_replicates r
    join core_surveys s using (survey_id)
    group by survey_id
)

select
    p.selection_no,
    p.pair,
    coalesce(
        replicate_variance(replicate_differences(mean_a_r, mean_b_r), d.scales, d.c, d.centre, mean_a - mean_b),
        t.v_first - 2 * t.v_both + t.v_second
    ) as mean_difference_variance,
    coalesce(
        replicate_variance(replicate_ratios(mean_a_r, mean_b_r), d.scales, d.c, d.centre, mean_a / nullif(mean_b, 0)),
        ratio_variance(mean_a, mean_b, t.v_first, t.v_both, t.v_second)
    ) as mean_ratio_variance,
    coalesce(
        replicate_variance(
            replicate_differences(participation_a_r, participation_b_r), d.scales, d.c, d.centre,
            participation_a - participation_b
        ),
        t.participation_difference_variance
    ) as participation_difference_variance,
    coalesce(
        replicate_variance(
            replicate_differences(participant_mean_a_r, participant_mean_b_r), d.scales, d.c, d.centre,
            participant_mean_a - participant_mean_b
        ),
        t.participant_mean_difference_variance
    ) as participant_mean_difference_variance,
from pairs p
left join declared d using (survey_id)
join mart_taylor_contrasts(p_values := p_values, p_domain := p_domain, p_sides := p_sides, p_estimates := p_estimates) t
    on t.pair = p.pair and t.selection_no = p.selection_no
