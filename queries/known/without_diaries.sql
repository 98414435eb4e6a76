-- Surveys held as sums only.
select survey_id from core_aggregate_surveys
