-- Published figures of unpaid work with their source and how they were read.
select
    figure_id,
    country_code,
    year,
    period,
    published_method,
    quantity,
    value,
    unit,
    source,
    evidence,
    note,
from stg_official_accounts
