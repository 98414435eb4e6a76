-- Travel and meals out on days with volunteering, with help to others, and on other days.
select 'volunteering_days' as dataset_id, country_code, year, day_kind, measure, mean, se, n_diaries,
from stg_volunteering_days
