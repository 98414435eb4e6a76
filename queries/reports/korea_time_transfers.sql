-- Korea's published time transfer account of 2019: what three ages make and receive of unpaid work, and the transfer between them.
-- grain: one row per age
create or replace macro korea_time_transfers() as table
with published as (
    select
        country_code,
        year,
        split_part(quantity, ' ', 1) as account_age,
        split_part(quantity, ' ', 2) as side,
        value,
    from core_official_figures
    where figure_id like 'KRntta.%' and quantity similar to '(0-14|15-64|65\+) (production|consumption)'
),

ages as (
    select
        country_code,
        year,
        account_age,
        max(value) filter (side = 'production') as produced,
        max(value) filter (side = 'consumption') as received,
    from published
    group by all
)

select
    country_code,
    year,
    account_age,
    produced as produced_krw_tn,
    received as received_krw_tn,
    received - coalesce(produced, 0) as net_received_krw_tn,
    produced / nullif(fsum(produced) over (), 0) as produced_share,
    received / nullif(fsum(received) over (), 0) as received_share,
    'official_accounts' as dataset_id,
from ages
order by try_cast(regexp_extract(account_age, '^\d+') as integer)
