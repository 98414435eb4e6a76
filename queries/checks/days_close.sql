-- The leaves of a HETUS day sum to 1,440 minutes within 6 (56 published whole-minute figures)
select country_code, survey_year, sex, day_type, fsum(minutes_per_day) as minutes
from core_time_use
where dataset_id = 'hetus' and is_leaf
group by all
having abs(fsum(minutes_per_day) - 1440) > 6
