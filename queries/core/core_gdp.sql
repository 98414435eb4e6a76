-- GDP in current PPP dollars and national currency, and the PPP factor between them.
-- OECD's GDP per head in PPP comes first; elsewhere GDP in dollars is carried over by market rate and PPP factor.
-- Where these two are in different currency units no PPP GDP is derived; a country that has since joined the euro
-- has its PPP factor in euro, so the euro rate (Germany's) is tried before giving up.
with joined as (
    select
        coalesce(g.country_code, x.country_code) as country_code,
        coalesce(g.year, x.year) as year,
        g.gdp_per_head_usd_ppp_current * g.population as gdp_usd_ppp_oecd,
        x.gdp_usd_ppp_derived,
        coalesce(g.gdp_usd_current, x.gdp_usd) as gdp_usd,
        coalesce(x.ppp_factor, g.ppp_national_currency_per_usd) as ppp_factor,
        x.ppp_factor is not null as ppp_from_rates,
        coalesce(x.market_rate, g.national_currency_per_usd_market) as market_rate,
    from stg_gdp g
    full join stg_exchange_rates x on x.country_code = g.country_code and x.year = g.year
),

euro as (
    select year, market_rate as euro_rate,
    from stg_exchange_rates
    where country_code = 'DEU'
),

with_rate as (
    select
        j.*,
        case
            when j.ppp_factor / nullif(j.market_rate, 0) between p.price_level_lowest and p.price_level_highest
                then j.market_rate
            when c.currency_code = 'EUR'
                and j.ppp_factor / nullif(e.euro_rate, 0) between p.price_level_lowest and p.price_level_highest
                then e.euro_rate
        end as consistent_rate,
    from joined j
    join core_countries c using (country_code)
    left join euro e using (year)
    cross join stg_parameters p
),

in_ppp as (
    select
        *,
        case
            when gdp_usd_ppp_oecd is not null then 'oecd_gdp_per_head'
            when gdp_usd_ppp_derived is not null then 'derived_by_source'
            else 'usd_by_rate_and_ppp'
        end as gdp_concept,
        coalesce(gdp_usd_ppp_oecd, gdp_usd_ppp_derived, gdp_usd * consistent_rate / nullif(ppp_factor, 0)) as gdp_usd_ppp,
    from with_rate
)

select
    case when gdp_concept = 'derived_by_source' then 'exchange_rates' else 'gdp' end as dataset_id,
    case when ppp_from_rates or gdp_concept = 'usd_by_rate_and_ppp' then 'exchange_rates' else 'gdp' end as ppp_dataset_id,
    country_code,
    year,
    gdp_concept,
    gdp_usd_ppp,
    gdp_usd,
    ppp_factor,
    consistent_rate as market_rate,
from in_ppp
where gdp_usd_ppp is not null or ppp_factor is not null
