-- Published figures of volunteering, with their source.
select 'volunteering' as dataset_id, *,
from stg_volunteering
