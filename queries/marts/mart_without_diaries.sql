-- The surveys asked for that are held as sums only: what needs their diaries themselves has no_microdata to say.
create or replace macro mart_without_diaries(
    p_survey varchar := null
) as table
select survey_id
from core_aggregate_surveys
semi join core_surveys using (survey_id)
where p_survey is null or survey_id = p_survey
