-- OECD statutory minimum wages per hour in constant 2022 prices and 2022 PPP dollars.
select
    country_code,
    year,
    hourly_usd_ppp_2022,
from raw_oecd_minimum_wage__minimum_wage
