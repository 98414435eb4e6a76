-- Exchange rates, PPP factors, consumer prices and GDP of a country and year, one column each.
with wide as (
    select
        country_code,
        year,
        max(value) filter (indicator = 'ppp_conversion_factor_gdp') as ppp_factor,
        max(value) filter (indicator = 'cpi_index_2015_100_chained') as cpi,
        max(value) filter (indicator = 'exchange_rate_lcu_per_usd_avg') as market_rate_observed,
        max(value) filter (indicator = 'exchange_rate_lcu_per_usd_pwt') as market_rate_estimated,
        max(value) filter (indicator = 'gdp_current_usd') as gdp_usd,
        max(value) filter (indicator = 'gdp_ppp_current_intl_derived') as gdp_usd_ppp_derived,
    from raw_exchange_rates__rates
    group by all
)

select
    country_code,
    year,
    ppp_factor,
    cpi,
    coalesce(market_rate_observed, market_rate_estimated) as market_rate,
    gdp_usd,
    gdp_usd_ppp_derived,
from wide
