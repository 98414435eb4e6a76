-- Household spending in the United Kingdom by purpose (COICOP) and by product (CPA), in million pounds.
select
    year,
    replace(replace(indicator, 'hfce_coicop_', 'COICOP '), 'hfce_product_CPA_', 'CPA ') as item_code,
    trim(note) as item_title,
    starts_with(indicator, 'hfce_coicop_') as is_purpose,
    value as spending_gbp_m,
from raw_uk_household_spending__spending
