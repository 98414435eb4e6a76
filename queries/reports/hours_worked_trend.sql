-- Hours that a worker works for pay in a year, over the years.
-- grain: one row per country and year
create or replace macro hours_worked_trend(p_countries varchar[] := null) as table
select country_code, year, value as worked_hours_per_year, dataset_id,
from core_series
where indicator = 'annual_hours_worked_total_employment'
    and (p_countries is null or list_contains(p_countries, country_code))
order by country_code, year
