-- Travel and meals out by kind of day.
select 'USA' as country_code, 2014 as year, day_kind, measure, mean, se, n_diaries,
from raw_volunteering_days__days
