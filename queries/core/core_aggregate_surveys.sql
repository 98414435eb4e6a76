-- Surveys held as sums: those whose diaries are not here.
select *, n_diaries as n_persons,
from stg_atus_aggregates__surveys
where survey_id not in (select survey_id from stg_diaries__surveys)
order by survey_id
