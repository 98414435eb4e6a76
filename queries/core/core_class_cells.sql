-- People of a survey by the definitions or items that they meet, all at once, as a whole and by group.
select
    survey_id,
    "grouping",
    group_code,
    met,
    n_people,
    weight,
    'class_surveys' as dataset_id,
from stg_class_surveys__cells
