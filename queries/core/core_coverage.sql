-- Which country and year each dataset of figures holds.
select dataset_id, country_code, survey_year as year, count(*) as n_rows
from core_time_use
group by all
union all
select dataset_id, country_code, year, count(*)
from core_unpaid_day_share
group by all
union all
select dataset_id, country_code, year, count(*)
from core_wages
group by all
union all
select dataset_id, country_code, year, count(*)
from core_population
group by all
union all
select dataset_id, country_code, year, count(*)
from core_gdp
group by all
union all
select dataset_id, country_code, year, count(*)
from core_series
group by all
union all
select dataset_id, country_code, year, count(*)
from core_volunteering
where year is not null
group by all
union all
select dataset_id, country_code, year, count(*)
from core_life_values
group by all
union all
select dataset_id, country_code, year, count(*)
from core_time_transfers
group by all
union all
select dataset_id, country_code, year, count(*)
from core_volunteering_days
group by all
