-- Share of people of a survey below multiples of the median, by scale and counted unit.
select
    survey_id,
    scale,
    unit,
    multiple,
    below_share,
    'class_surveys' as dataset_id,
from stg_class_surveys__curves
