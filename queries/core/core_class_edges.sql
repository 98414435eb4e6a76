-- Share of a survey below and up to each line of incomes: a multiple of the median of one population, or its rank, counted in another.
select
    survey_id,
    scale,
    unit,
    median_of,
    edge,
    bound,
    line_income,
    below_share,
    up_to_share,
    n_below,
    'class_surveys' as dataset_id,
from stg_class_surveys__edges
