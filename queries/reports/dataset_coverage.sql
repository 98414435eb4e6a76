-- Which years of which country each dataset holds.
-- grain: one row per dataset, country and year
create or replace macro dataset_coverage(p_datasets varchar[] := null, p_countries varchar[] := null) as table
select
    dataset_id,
    country_code,
    year,
    n_rows,
from core_coverage
where (p_datasets is null or list_contains(p_datasets, dataset_id))
    and (p_countries is null or list_contains(p_countries, country_code))
order by dataset_id, country_code, year
