-- Korea's single margins: one characteristic at a time, all others together.
with counted as (
    select
        *,
        (activity <> 'total')::integer + (sex <> 'all')::integer + (employment <> 'all')::integer
            + (marital_status <> 'all')::integer + (household_size <> 'all')::integer + (region <> 'all')::integer
            as n_characteristics,
    from stg_korea_account__margins
)

select
    year,
    case
        when n_characteristics = 0 then 'total'
        when activity <> 'total' then 'activity'
        when sex <> 'all' then 'sex'
        when employment <> 'all' then 'employment'
        when marital_status <> 'all' then 'marital_status'
        when household_size <> 'all' then 'household_size'
        when region <> 'all' then 'region'
    end as characteristic,
    case
        when activity <> 'total' then activity
        when sex <> 'all' then sex
        when employment <> 'all' then employment
        when marital_status <> 'all' then marital_status
        when household_size <> 'all' then household_size
        when region <> 'all' then region
        else 'total'
    end as category,
    value_krw_bn,
    share_of_total,
from counted
where n_characteristics <= 1
union all
-- The tables by one characteristic give the sexes in the summary only.
select
    f.year,
    'sex',
    split_part(figure_id, '.', 3),
    f.value,
    round(f.value / nullif(t.value_krw_bn, 0), 3),
from stg_official_accounts f
left join counted t on t.year = f.year and t.n_characteristics = 0
where figure_id similar to 'KR20(19|24)\.by\.(men|women)'
