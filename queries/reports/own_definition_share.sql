-- Share of a middle class of the reader's own making among the people of a survey, with its interval, beside every definition on the same people.
-- grain: one row per definition, the reader's own first
-- One point is a hundredth of the median: how far the share moves when a line does, over the nearest lines that are counted.
create or replace macro own_definition_share(
    p_survey varchar := 'eu_silc_synthetic',
    p_scale varchar := 'sqrt',
    p_unit varchar := 'persons',
    p_median_of varchar := 'persons',
    p_lower double := 0.75,
    p_upper double := 2.0,
    p_profile varchar := 'default'
) as table
with lines as (
    select
        *,
        (lead(below_share) over by_bound - lag(below_share) over by_bound)
        / nullif(100 * (lead(bound) over by_bound - lag(bound) over by_bound), 0) as share_of_a_point,
    from core_class_edges
    where survey_id = p_survey and scale = p_scale and unit = p_unit and median_of = p_median_of and edge = 'median'
    window by_bound as (order by bound)
),

own as (
    select
        low.below_share,
        high.below_share - low.below_share as share,
        e.share_se,
        low.line_income as lower_income,
        high.line_income as upper_income,
        -low.share_of_a_point as lower_point_share,
        high.share_of_a_point as upper_point_share,
        high.n_below - low.n_below as n_members,
        low.dataset_id,
        quality_flag(
            high.n_below - low.n_below, e.share_se / nullif(high.below_share - low.below_share, 0),
            r.n_suppress_below, r.n_caution_below, r.cv_suppress_above, r.cv_caution_above
        ) as quality_flag,
    from lines as low
    inner join lines as high on high.bound = p_upper and high.bound > low.bound
    inner join core_suppression_profiles as r on r.profile = p_profile
    left join core_class_errors as e
        on e.survey_id = low.survey_id and e.scale = low.scale and e.unit = low.unit and e.median_of = low.median_of
        and e.lower = low.bound and e.upper = high.bound
    where low.bound = p_lower
)

select
    p_survey as survey_id,
    'mine' as definition_id,
    case when o.quality_flag <> 'suppressed' then o.share end as middle_share,
    case when o.quality_flag <> 'suppressed' then o.share_se end as middle_share_se,
    case when o.quality_flag <> 'suppressed' then logit_bound(o.share, o.share_se, -p.confidence_z) end
        as middle_share_ci_low,
    case when o.quality_flag <> 'suppressed' then logit_bound(o.share, o.share_se, p.confidence_z) end
        as middle_share_ci_high,
    case when o.quality_flag <> 'suppressed' then o.below_share end as below_share,
    case when o.quality_flag <> 'suppressed' then 1 - o.share - o.below_share end as above_share,
    case when o.quality_flag <> 'suppressed' then o.lower_point_share end as lower_point_share,
    case when o.quality_flag <> 'suppressed' then o.upper_point_share end as upper_point_share,
    p_scale as equivalence_scale,
    p_unit as counted_unit,
    p_median_of as median_of,
    o.lower_income as lower_income_national,
    o.upper_income as upper_income_national,
    o.n_members,
    o.quality_flag,
    case when o.quality_flag = 'suppressed' then 'suppressed' end as missing_reason,
    s.notes,
    o.dataset_id,
from own as o
cross join core_parameters as p
cross join class_surveys(p_surveys := [p_survey]) as s
union all by name
select
    m.survey_id,
    m.definition_id,
    m.middle_share,
    m.middle_share_se,
    m.middle_share_ci_low,
    m.middle_share_ci_high,
    m.below_share,
    m.above_share,
    d.scale as equivalence_scale,
    m.counted_unit,
    d.median_of,
    m.lower_income_national,
    m.upper_income_national,
    m.n_members,
    m.quality_flag,
    m.missing_reason,
    m.notes,
    m.dataset_id,
from middle_class_share(p_surveys := [p_survey], p_profile := p_profile) as m
inner join core_definitions as d using (definition_id)
