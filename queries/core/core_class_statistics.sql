-- Statistics of the incomes of a survey by scale.
select
    survey_id,
    scale,
    median,
    poverty_line,
    poverty_rate,
    gini,
    gini_convey,
    s80_s20,
    p90_p10,
    lorenz_half,
    foster_wolfson,
    'class_surveys' as dataset_id,
from stg_class_surveys__statistics
