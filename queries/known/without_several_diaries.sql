-- Surveys of which every primary unit holds one diary.
select survey_id from core_diaries
group by survey_id
having max(n_diaries_in_psu) = 1
union all
select survey_id from core_aggregate_surveys
