-- Cited figures on open-source software and induced spending.
select 'prosuming_studies' as dataset_id, *,
from stg_prosuming_studies
