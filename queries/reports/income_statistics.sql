-- Median, poverty, inequality and polarisation of the incomes of a survey by equivalence scale.
-- grain: one row per survey and scale
create or replace macro income_statistics(
    p_surveys varchar[] := null
) as table
select
    survey_id,
    scale as equivalence_scale,
    median as median_national,
    poverty_line as poverty_line_national,
    poverty_rate as poverty_share,
    gini,
    gini_convey,
    s80_s20 as s80_s20_ratio,
    p90_p10 as p90_p10_ratio,
    lorenz_half as poorer_half_income_share,
    foster_wolfson,
    dataset_id,
from core_class_statistics
where p_surveys is null or list_contains(p_surveys, survey_id)
order by survey_id, equivalence_scale
