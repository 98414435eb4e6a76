-- Which kinds of wage each country holds: what the reason of a missing value is read from.
select
    country_code,
    wage_rung,
    bool_or(occupation_code = 'minimum') as has_minimum,
    bool_or(occupation_code <> 'minimum') as has_earnings,
    bool_or(is_plausible) as has_plausible,
from core_wages
group by all
