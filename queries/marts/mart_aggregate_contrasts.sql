-- mart_contrasts for surveys held as sums: no diary is on both sides and every diary is a unit of its own, so that the variances add up.
-- p_cells, p_sides and p_estimates name relations of the caller: mart_aggregate_cells, mart_sides and mart_estimates.
create or replace macro mart_aggregate_contrasts(
    p_cells varchar := 'aggregate_cells',
    p_sides varchar := 'sides',
    p_estimates varchar := 'estimates'
) as table
select
    a.selection_no,
    sa.pair,
    a.mean_se * a.mean_se + b.mean_se * b.mean_se as mean_difference_variance,
    ratio_variance(a.mean, b.mean, a.mean_se * a.mean_se, 0, b.mean_se * b.mean_se) as mean_ratio_variance,
    a.participation_se * a.participation_se + b.participation_se * b.participation_se as participation_difference_variance,
    a.participant_mean_se * a.participant_mean_se + b.participant_mean_se * b.participant_mean_se
        as participant_mean_difference_variance,
from query_table(p_estimates) a
semi join query_table(p_cells) k on k.cell = a.cell
join query_table(p_sides) sa on sa.cell = a.cell and sa.sign = 1
join query_table(p_sides) sb on sb.pair = sa.pair and sb.sign = -1
join query_table(p_estimates) b on b.cell = sb.cell and b.selection_no = a.selection_no
