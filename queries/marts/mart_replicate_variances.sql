-- Variances of the estimates of every cell and selection from replicate weights: the whole estimate is made again under each replicate.
-- p_estimates names a relation of the caller with the full-sample estimates, as mart_taylor_estimates makes them; p_totals: mart_replicate_totals.
create or replace macro mart_replicate_variances(
    p_estimates varchar := 'linearised',
    p_totals varchar := 'replicate_totals'
) as table
with replicated as materialized (
    select e.*, t.replicate_no, t.w as w_r, t.y as y_r, t.p as p_r,
    from query_table(p_totals) t
    join query_table(p_estimates) e on e.cell = t.cell and e.selection_no = t.selection_no
),

of_all as (
    select survey_id, selection_no, replicate_no, fsum(y_r) as y_r,
    from replicated
    group by survey_id, selection_no, replicate_no
),

varied as (
    select
        e.*,
        e.y_r / nullif(e.w_r, 0) as mean_r,
        e.p_r / nullif(e.w_r, 0) as participation_r,
        e.y_r / nullif(e.p_r, 0) as participant_mean_r,
        e.y_r / nullif(a.y_r, 0) as total_share_r,
        r.scale,
        s.replicate_coefficient as c,
        coalesce(s.replicate_centre, 'full') as centre,
    from replicated e
    join of_all a using (survey_id, selection_no, replicate_no)
    join core_surveys s using (survey_id)
    join core_replicates r using (survey_id, replicate_no)
)

select
    cell,
    selection_no,
    replicate_variance(y_r, scale, c, centre, total) as total_variance,
    replicate_variance(mean_r, scale, c, centre, mean) as mean_variance,
    replicate_variance(participation_r, scale, c, centre, participation) as participation_variance,
    replicate_variance(participant_mean_r, scale, c, centre, participant_mean) as participant_mean_variance,
    replicate_variance(total_share_r, scale, c, centre, total_share) as total_share_variance,
from varied
group by cell, selection_no, c, centre
