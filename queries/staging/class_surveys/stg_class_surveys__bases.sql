-- How many people the figures of a survey stand on.
select
    survey_id,
    base_code,
    n_people,
from raw_class_surveys__bases
