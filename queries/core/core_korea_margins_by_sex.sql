-- Korea's margins by sex and one more characteristic.
with counted as (
    select
        *,
        (activity <> 'total')::integer + (employment <> 'all')::integer + (marital_status <> 'all')::integer
            + (household_size <> 'all')::integer + (region <> 'all')::integer as n_characteristics,
    from stg_korea_account__margins
    where sex <> 'all'
)

select
    year,
    sex,
    case
        when activity <> 'total' then 'activity'
        when employment <> 'all' then 'employment'
        when marital_status <> 'all' then 'marital_status'
        when household_size <> 'all' then 'household_size'
        when region <> 'all' then 'region'
        else 'total'
    end as characteristic,
    case
        when activity <> 'total' then activity
        when employment <> 'all' then employment
        when marital_status <> 'all' then marital_status
        when household_size <> 'all' then household_size
        when region <> 'all' then region
        else 'total'
    end as category,
    value_krw_bn,
from counted
where n_characteristics <= 1
union all
-- Activities by sex are published by employment: both parts together.
select year, sex, 'activity', activity, fsum(value_krw_bn),
from stg_korea_account__margins
where activity <> 'total' and sex <> 'all' and employment <> 'all'
group by all
