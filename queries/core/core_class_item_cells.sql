-- People of a survey by the items that they were asked and those that they have, as a whole and by group.
select
    survey_id,
    "grouping",
    group_code,
    asked,
    met,
    n_people,
    weight,
    'class_surveys' as dataset_id,
from stg_class_surveys__item_cells
