-- Share of people with each item of a way of living, among those of a survey who were asked.
select
    survey_id,
    item_code,
    grade,
    share,
    share_se,
    n_asked,
    n_held,
    n_people,
from raw_class_surveys__items
