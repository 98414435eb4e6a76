-- Share of the middle class by each definition among the people of a survey, with 95 % intervals that allow for the estimated median and for households.
-- grain: one row per survey and definition
create or replace macro middle_class_share(
    p_surveys varchar[] := null,
    p_definitions varchar[] := null,
    p_profile varchar := 'default'
) as table
with flagged as (
    select
        s.*,
        p.confidence_z,
        quality_flag(
            s.n_members, s.share_se / nullif(s.share, 0), r.n_suppress_below, r.n_caution_below, r.cv_suppress_above,
            r.cv_caution_above
        ) as quality_flag,
    from core_class_shares as s
    cross join core_parameters as p
    inner join core_suppression_profiles as r on r.profile = p_profile
    where (p_surveys is null or list_contains(p_surveys, s.survey_id))
        and (p_definitions is null or list_contains(p_definitions, s.definition_id))
)

select
    f.survey_id,
    f.definition_id,
    case when f.quality_flag <> 'suppressed' then f.share end as middle_share,
    case when f.quality_flag <> 'suppressed' then f.share_se end as middle_share_se,
    case when f.quality_flag <> 'suppressed'
        then coalesce(logit_bound(f.share, f.share_se, -f.confidence_z), f.share) end as middle_share_ci_low,
    case when f.quality_flag <> 'suppressed'
        then coalesce(logit_bound(f.share, f.share_se, f.confidence_z), f.share) end as middle_share_ci_high,
    case when f.quality_flag <> 'suppressed' then f.below_share end as below_share,
    case when f.quality_flag <> 'suppressed' then f.above_share end as above_share,
    case when f.quality_flag <> 'suppressed' then f.income_share end as middle_income_share,
    d.unit as counted_unit,
    f.median as median_national,
    f.lower_income as lower_income_national,
    f.upper_income as upper_income_national,
    f.n_people,
    f.n_members,
    f.quality_flag,
    case when f.quality_flag = 'suppressed' then 'suppressed' end as missing_reason,
    concat_ws(',', case when f.share_se is null then 'size_by_construction' end) as notes,
    f.dataset_id,
from flagged as f
inner join core_definitions as d using (definition_id)
order by f.survey_id, d.sort_order
