-- Share of people with each item of a way of living, among those of a survey who were asked.
select
    survey_id,
    item_code,
    grade as item_grade,
    share,
    share_se,
    n_asked,
    n_held,
    n_people,
    'class_surveys' as dataset_id,
from stg_class_surveys__items
