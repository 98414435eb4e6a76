-- The leaves under unpaid work sum to the OECD's own total of unpaid work within 1 minute (items printed whole in some surveys)
select country_code, survey_year, sex, fsum(minutes_per_day) filter (is_leaf and source_code like '2.%') as leaves,
    max(minutes_per_day) filter (source_code = '2') as published
from core_time_use
where dataset_id = 'oecd_time_use' and is_latest
group by all
having abs(leaves - published) > 1.05
