-- How many people the figures of a survey stand on: counted, left out, without an income, below zero, without a household.
-- grain: one row per survey and base
create or replace macro survey_bases(
    p_surveys varchar[] := null
) as table
select
    b.survey_id,
    b.base_code as survey_base,
    b.n_people as n_in_base,
    s.year,
    s.notes,
    b.dataset_id,
from core_class_bases as b
inner join class_surveys() as s using (survey_id)
where p_surveys is null or list_contains(p_surveys, b.survey_id)
order by b.survey_id, b.n_people desc, b.base_code
