-- An illustration, not an estimate: bread baked at home is shared, asked for, then sold. Unpaid value, paid value and goods bought, year by year.
-- Households: N(t) = N(0) (1 + growth)^t. Sold part of the hours: shared x (1 - (1 - asking)^t), for each year a part of those who get bread asks to pay for it.
-- Unpaid hours are worth the wage of cooks, sold ones that wage x p_price_factor; all hours use up goods by the ratio of Korea's account. Wage and ratio are data, the rest is chosen.
-- grain: one row per country and year of the chain
create or replace macro chain_of_sharing(
    p_countries varchar[] := ['KOR'],
    p_years integer := 10,
    p_households double := 1000.0,
    p_hours_per_week double := 2.0,
    p_growth double := 0.1,
    p_shared double := 0.3,
    p_asking double := 0.1,
    p_price_factor double := 1.0,
    p_weeks_per_year double := 52.0
) as table
with cooks as (
    select country_code, wage_year, price_per_hour_usd_ppp, wage_dataset_id
    from core_prices
    where method_id = 'replacement_specialist' and activity_code = 'food_prep' and sex = 'any'
        and wage_rung = 'gross' and scheme = 'isco1'
        and (p_countries is null or list_contains(p_countries, country_code))
    qualify wage_year = max(wage_year) over (partition by country_code)
),

steps as (
    select
        c.*,
        r.intermediate_consumption_ratio,
        r.dataset_id as ratio_dataset_id,
        unnest(range(0, p_years + 1)) as chain_year,
    from cooks c
    cross join (
        from core_korea_account_ratios
        where domain = 'household_management'
        qualify year = max(year) over ()
    ) r
),

hours as (
    select
        *,
        p_households * power(1 + p_growth, chain_year) as n_households,
        n_households * p_hours_per_week * p_weeks_per_year as hours_per_year,
        p_shared * (1 - power(1 - p_asking, chain_year)) as sold_share,
    from steps
)

select
    country_code,
    chain_year::integer as chain_year,
    n_households,
    hours_per_year * (1 - p_shared) as own_hours,
    hours_per_year * (p_shared - sold_share) as shared_hours,
    hours_per_year * sold_share as sold_hours,
    (own_hours + shared_hours) * price_per_hour_usd_ppp as unpaid_value_usd_ppp,
    sold_hours / nullif(own_hours + shared_hours + sold_hours, 0) as sold_hours_share,
    unpaid_value_usd_ppp / nullif(first_value(unpaid_value_usd_ppp) over (partition by country_code order by chain_year), 0)
        as unpaid_to_first_ratio,
    sold_hours * price_per_hour_usd_ppp * p_price_factor as paid_value_usd_ppp,
    hours_per_year * price_per_hour_usd_ppp * intermediate_consumption_ratio as induced_usd_ppp,
    wage_year,
    wage_dataset_id,
    ratio_dataset_id,
from hours
order by country_code, chain_year
