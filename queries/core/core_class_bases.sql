-- How many people the figures of a survey stand on.
select
    survey_id,
    base_code,
    n_people,
    'class_surveys' as dataset_id,
from stg_class_surveys__bases
