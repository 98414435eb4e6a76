-- Variances of the estimates of every cell and selection from replicate weights: the whole estimate is made again under each replicate.
-- p_estimates names a relation of the caller with the full-sample estimates, as mart_taylor_estimates makes them; p_totals: mart_replicate_totals.
create or replace macro mart_replicate_variances(
    p_estimates varchar := 'linearised',
    p_totals varchar := 'replicate_totals'
) as table
with declared as (
    select
        survey_id,
        any_value(s.replicate_coefficient) as coefficient,
        coalesce(any_value(s.replicate_centre), 'full') as centre,
        list(r.scale order by r.replicate_no) as scales,
    from core_replicates r
    join core_surveys s using (survey_id)
    group by survey_id
),

of_all_cells as (
    -- The totals of all cells together in each replicate, which the shares are of.
    select survey_id, selection_no, list(total order by replicate_no) as a_r,
    from (
        select e.survey_id, t.selection_no, t.replicate_no, fsum(t.total) as total,
        from (
            select cell, selection_no, unnest(y_r) as total, generate_subscripts(y_r, 1) as replicate_no,
            from query_table(p_totals)
        ) t
        join query_table(p_estimates) e on e.cell = t.cell and e.selection_no = t.selection_no
        group by all
    )
    group by survey_id, selection_no
)

select
    e.cell,
    e.selection_no,
    replicate_variance(t.y_r, d.scales, d.coefficient, d.centre, e.total) as total_variance,
    replicate_variance(replicate_ratios(t.y_r, t.w_r), d.scales, d.coefficient, d.centre, e.mean) as mean_variance,
    replicate_variance(replicate_ratios(t.p_r, t.w_r), d.scales, d.coefficient, d.centre, e.participation)
        as participation_variance,
    replicate_variance(replicate_ratios(t.y_r, t.p_r), d.scales, d.coefficient, d.centre, e.participant_mean)
        as participant_mean_variance,
    replicate_variance(replicate_ratios(t.y_r, a.a_r), d.scales, d.coefficient, d.centre, e.total_share)
        as total_share_variance,
from query_table(p_estimates) e
join declared d using (survey_id)
join query_table(p_totals) t on t.cell = e.cell and t.selection_no = e.selection_no
join of_all_cells a on a.survey_id = e.survey_id and a.selection_no = e.selection_no
