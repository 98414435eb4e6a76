-- People within one definition and outside another, by which of the other's lines they miss.
select
    survey_id,
    first_definition_id,
    second_definition_id,
    failed_bound,
    n_people,
    weight,
from raw_class_surveys__failures
