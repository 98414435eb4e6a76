-- Variances of the estimates of every cell and selection from replicate weights: the whole estimate is made again under each replicate.
-- p_estimates names a relation of the caller with the full-sample estimates, as mart_taylor_estimates makes them; p_totals: mart_replicate_totals.
create or replace macro mart_replicate_variances(
    p_estimates varchar := 'linearised',
    p_totals varchar := 'replicate_totals'
) as table
with replicated as (
    select
        e.*,
        t.y,
        t.y / nullif(t.w, 0) as mean_r,
        t.p / nullif(t.w, 0) as participation_r,
        t.y / nullif(t.p, 0) as participant_mean_r,
        t.y / nullif(fsum(t.y) over (partition by e.survey_id, t.selection_no, t.replicate_no), 0) as total_share_r,
        r.scale,
        s.replicate_coefficient as c,
        coalesce(s.replicate_centre, 'full') as centre,
    from query_table(p_totals) t
    join query_table(p_estimates) e on e.cell = t.cell and e.selection_no = t.selection_no
    join core_surveys s using (survey_id)
    join core_replicates r on r.survey_id = e.survey_id and r.replicate_no = t.replicate_no
)

select
    cell,
    selection_no,
    replicate_variance(y, scale, c, centre, total) as total_variance,
    replicate_variance(mean_r, scale, c, centre, mean) as mean_variance,
    replicate_variance(participation_r, scale, c, centre, participation) as participation_variance,
    replicate_variance(participant_mean_r, scale, c, centre, participant_mean) as participant_mean_variance,
    replicate_variance(total_share_r, scale, c, centre, total_share) as total_share_variance,
from replicated
group by cell, selection_no, c, centre
