-- GDP per head and in total with the population it divides by; groups such as G-7 are left out.
select
    country_code,
    year,
    population,
    gdp_usd_current,
    gdp_per_head_usd_ppp_current,
    ppp_national_currency_per_usd,
    national_currency_per_usd_market,
from raw_gdp__gdp
where country_code in (select country_code from stg_countries)
