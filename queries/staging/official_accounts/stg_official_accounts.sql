-- Published figures of unpaid work, as printed; the year is the first of a period.
select
    id as figure_id,
    case country_code when 'WORLD' then 'WLD' else country_code end as country_code,
    try_cast(regexp_extract(year, '[0-9]{4}') as integer) as year,
    year as period,
    method as published_method,
    quantity,
    value,
    unit,
    source,
    evidence,
    note,
from raw_official_accounts__figures
