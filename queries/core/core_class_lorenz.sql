-- The Lorenz curve and the quantiles of a survey's incomes, by scale.
select
    survey_id,
    scale,
    rank,
    income_share,
    income_to_median,
    'class_surveys' as dataset_id,
from stg_class_surveys__lorenz
