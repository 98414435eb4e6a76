-- A century of home production in the United States, hours a week.
select 'ramey_home_production' as dataset_id, 'USA' as country_code, *,
from stg_ramey_home_production
