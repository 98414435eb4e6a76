-- Surveys with replicate weights.
select survey_id from core_surveys where n_replicates > 0
