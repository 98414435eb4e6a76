-- People of a survey by the items that they were asked and those that they have, as a whole and by group.
select
    survey_id,
    "grouping",
    group_code,
    string_split(nullif(asked, ''), ';') as asked,
    string_split(nullif(met, ''), ';') as met,
    n_people,
    weight,
from raw_class_surveys__item_cells
