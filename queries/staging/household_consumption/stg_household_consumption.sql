-- Household consumption and its composition, of places on the list of countries.
select
    country_code,
    year,
    indicator,
    case when starts_with(unit, '%') then value / 100 else value end as value,
from raw_household_consumption__consumption
where country_code in (select country_code from stg_countries)
