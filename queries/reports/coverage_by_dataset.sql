-- How many years of each country each dataset holds.
-- grain: one row per country and dataset
create or replace macro coverage_by_dataset(p_countries varchar[] := null) as table
select
    country_code,
    dataset_id,
    count(distinct year) as n_years,
    min(year) as first_year,
    max(year) as last_year,
from core_coverage
where p_countries is null or list_contains(p_countries, country_code)
group by all
order by country_code, dataset_id
