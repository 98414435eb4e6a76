-- Shipped shares of people who are poor in time, of surveys whose diaries are not here.
select
    s.survey_id,
    s.country_code,
    s.time_definition,
    s.class_grouping,
    s.class_group,
    s.time_poor_share,
    s.time_poor_share_se,
    s.threshold_minutes,
    s.n_persons,
    'time_poverty' as dataset_id,
from stg_time_poverty s
where s.survey_id not in (select survey_id from core_diaries)
