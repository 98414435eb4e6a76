-- How many countries, years and rows each dataset has.
select dataset_id, count(distinct country_code) as n_countries, min(year) as first_year, max(year) as last_year, fsum(n_rows) as n_rows,
from core_coverage
group by dataset_id
order by n_countries desc, dataset_id
