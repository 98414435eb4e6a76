-- People of a survey by the definitions or items that they meet, all at once, as a whole and by group.
select
    survey_id,
    "grouping",
    group_code,
    string_split(nullif(met, ''), ';') as met,
    n_people,
    weight,
from raw_class_surveys__cells
