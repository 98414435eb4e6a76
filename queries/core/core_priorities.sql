-- Published shares of priorities and of intangibles, with their sources.
select 'priorities' as dataset_id, area_code, year, indicator, share, source, note,
from stg_priorities
