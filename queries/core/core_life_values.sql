-- What matters to people in each country, in the wave that is held.
select 'values_wvs_evs' as dataset_id, country_code, year, value_code, value,
from stg_values_wvs_evs
