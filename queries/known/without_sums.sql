-- Surveys held as diaries.
select survey_id from core_surveys
except
select survey_id from core_aggregate_surveys
