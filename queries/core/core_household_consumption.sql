-- Household consumption by country and year, and its composition where held.
select 'household_consumption' as dataset_id, *,
from stg_household_consumption
order by indicator, country_code, year
