-- Series on paid substitutes, participation and hours worked; percents become shares.
select
    country_code,
    year,
    indicator,
    case when starts_with(unit, '%') then value / 100 else value end as value,
    case when starts_with(unit, '%') then 'share' || substr(unit, 2) else unit end as unit,
from raw_paid_substitutes__series
