-- Published series of the prosumer economy by country and year: paid substitutes, spending, home production, public code.
with every_series as (
    select 'paid_substitutes' as dataset_id, country_code, year, indicator, value,
    from stg_paid_substitutes
    union all by name
    select 'household_consumption' as dataset_id, country_code, year, indicator, value,
    from stg_household_consumption
    union all by name
    select 'github_activity' as dataset_id, country_code, year, indicator, value, n_quarters,
    from stg_github_activity
    where country_code in (select country_code from core_countries)
    union all by name
    select 'ramey_home_production' as dataset_id, 'USA' as country_code, year, 'home_production_hours_per_week' as indicator,
        hours_per_week as value, sex, age_range,
    from stg_ramey_home_production
    union all by name
    select 'uk_household_spending' as dataset_id, 'GBR' as country_code, year, item_code as indicator, spending_gbp_m as value,
    from stg_uk_household_spending
)

select dataset_id, country_code, year, indicator, sex, age_range, value, n_quarters,
from every_series
order by indicator, country_code, year
