-- Standard error of the share between two lines of the median, by scale, counted unit and population of the median.
select
    survey_id,
    scale,
    unit,
    median_of,
    lower,
    upper,
    share_se,
    'class_surveys' as dataset_id,
from stg_class_surveys__errors
