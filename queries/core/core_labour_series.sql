-- Paid substitutes, participation and hours worked by country and year.
select 'paid_substitutes' as dataset_id, *,
from stg_paid_substitutes
order by indicator, country_code, year
