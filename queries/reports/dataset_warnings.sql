-- What a reader of each dataset must know.
-- grain: one row per dataset and warning
create or replace macro dataset_warnings(p_datasets varchar[] := null) as table
select
    dataset_id,
    warning_id,
    text_en,
    text_ko,
from core_dataset_warnings
where p_datasets is null or list_contains(p_datasets, dataset_id)
order by dataset_id, warning_id
