-- The Lorenz curve and the ladder of incomes of a survey: what share the poorer have, and where a rank stands to the median.
-- grain: one row per survey, scale and rank
create or replace macro income_ranks(
    p_surveys varchar[] := null,
    p_scales varchar[] := null
) as table
with curves as (
    from core_class_lorenz
    union all by name
    select distinct on (survey_id, scale, rank)
        survey_id,
        scale,
        unnest([0, 1]) as rank,
        unnest([0, 1]) as income_share,
        dataset_id,
    from core_class_lorenz
)

select
    survey_id,
    scale as equivalence_scale,
    rank as population_share,
    income_share,
    income_to_median as income_to_median_ratio,
    dataset_id,
from curves
where (p_surveys is null or list_contains(p_surveys, survey_id))
    and (p_scales is null or list_contains(p_scales, scale))
order by survey_id, scale, rank
