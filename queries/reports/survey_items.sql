-- Share of people with each item of a way of living among those of a survey who were asked and answered, with 95 % intervals of the design.
-- grain: one row per survey and item
create or replace macro survey_items(
    p_surveys varchar[] := null,
    p_grades varchar[] := ['A', 'B', 'C'],
    p_profile varchar := 'default'
) as table
with flagged as (
    select
        i.*,
        p.confidence_z,
        quality_flag(
            i.n_asked, i.share_se / nullif(i.share, 0), r.n_suppress_below, r.n_caution_below, r.cv_suppress_above,
            r.cv_caution_above
        ) as quality_flag,
    from core_class_items as i
    cross join core_parameters as p
    inner join core_suppression_profiles as r on r.profile = p_profile
    where (p_surveys is null or list_contains(p_surveys, i.survey_id)) and list_contains(p_grades, i.item_grade)
)

select
    f.survey_id,
    f.item_code as survey_item_code,
    f.item_grade,
    case when f.quality_flag <> 'suppressed' then f.share end as item_share,
    case when f.quality_flag <> 'suppressed'
        then coalesce(logit_bound(f.share, f.share_se, -f.confidence_z), f.share) end as item_share_ci_low,
    case when f.quality_flag <> 'suppressed'
        then coalesce(logit_bound(f.share, f.share_se, f.confidence_z), f.share) end as item_share_ci_high,
    f.n_asked,
    f.n_people,
    f.quality_flag,
    case when f.quality_flag = 'suppressed' then 'suppressed' end as missing_reason,
    s.notes,
    f.dataset_id,
from flagged as f
inner join class_surveys() as s using (survey_id)
order by f.survey_id, f.item_code
