-- The Lorenz curve and the quantiles of a survey's incomes, by scale.
select
    survey_id,
    scale,
    rank,
    income_share,
    income_to_median,
from raw_class_surveys__lorenz
