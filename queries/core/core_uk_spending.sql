-- Household spending in the United Kingdom by item.
select 'uk_household_spending' as dataset_id, 'GBR' as country_code, *,
from stg_uk_household_spending
