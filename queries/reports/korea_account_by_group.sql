-- Korea's value of unpaid work by one characteristic, both years, with the change.
-- grain: one row per year, characteristic and category
create or replace macro korea_account_by_group(p_characteristics varchar[] := null, p_years integer[] := null) as table
with changed as (
    select
        *,
        value_krw_bn - lag(value_krw_bn) over (partition by characteristic, category order by year) as change_krw_bn,
        value_krw_bn / nullif(lag(value_krw_bn) over (partition by characteristic, category order by year), 0) - 1
            as change_share,
    from core_korea_margins
)

select
    year,
    characteristic,
    category,
    value_krw_bn,
    share_of_total,
    change_krw_bn,
    change_share,
    'korea_account' as dataset_id,
from changed
where (p_characteristics is null or list_contains(p_characteristics, characteristic))
    and (p_years is null or list_contains(p_years, year))
order by characteristic, year, value_krw_bn desc
