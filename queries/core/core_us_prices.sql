-- Consumer prices of the United States by year: what carries a line in dollars of one year into dollars of another.
select
    year,
    cpi as us_price_index,
    'exchange_rates' as dataset_id,
from stg_exchange_rates
where country_code = 'USA' and cpi is not null
