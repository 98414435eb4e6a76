-- Pushes and developers on GitHub by economy and year, of places on the list of countries.
select
    'github_activity' as dataset_id,
    country_code,
    year,
    indicator,
    value,
    n_quarters,
from stg_github_activity
where country_code in (select country_code from stg_countries)
