-- An illustration, not an estimate: riders of a paid transport service get a free app that tells when the bus comes, the app carries adverts, the adverts pay for a film.
-- Users: U(t) = riders x (1 + growth)^t x (1 - (1 - adoption)^t): each year a part of those who do not have the app yet takes it.
-- Unpaid: the maker's hours, and the time that users save, both at the mean wage. Paid: extra rides x fare, adverts = U(t) x p_advert_usd, the film = p_film_share x all adverts so far.
-- The mean wage is data, the rest is chosen.
-- grain: one row per country and year of the chain
create or replace macro chain_of_arrivals(
    p_countries varchar[] := ['KOR'],
    p_years integer := 10,
    p_riders double := 100000.0,
    p_adoption double := 0.2,
    p_growth double := 0.02,
    p_maker_hours double := 5.0,
    p_minutes_saved double := 3.0,
    p_extra_rides double := 0.2,
    p_fare_usd double := 1.5,
    p_advert_usd double := 1.0,
    p_film_share double := 0.5,
    p_days_per_year double := 365.0
) as table
with priced as (
    select
        country_code,
        wage_year,
        any_value(price_per_hour_usd_ppp) as mean_wage,
        any_value(wage_dataset_id) as wage_dataset_id,
    from core_prices
    where method_id = 'opportunity_economy' and sex = 'any' and wage_rung = 'gross' and scheme = 'isco1'
        and (p_countries is null or list_contains(p_countries, country_code))
    group by all
),

wages as (
    from priced
    qualify wage_year = max(wage_year) over (partition by country_code)
),

steps as (
    select *, unnest(range(0, p_years + 1)) as chain_year,
    from wages
),

used as (
    select
        *,
        p_riders * power(1 + p_growth, chain_year) * (1 - power(1 - p_adoption, chain_year)) as n_users,
        n_users * p_advert_usd as adverts_usd_ppp,
    from steps
)

select
    country_code,
    chain_year::integer as chain_year,
    n_users,
    p_maker_hours * p_days_per_year / 7 * mean_wage as maker_value_usd_ppp,
    n_users * p_minutes_saved / 60 * p_days_per_year * mean_wage as time_saved_usd_ppp,
    n_users * p_extra_rides * p_days_per_year / 7 * p_fare_usd as fares_usd_ppp,
    adverts_usd_ppp,
    p_film_share * fsum(adverts_usd_ppp) over (partition by country_code order by chain_year) as film_usd_ppp,
    wage_year,
    wage_dataset_id,
from used
order by country_code, chain_year
