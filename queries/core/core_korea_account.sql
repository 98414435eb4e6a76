-- Korea's published account of household production by domain, in billion won.
with parts as (
    select
        year,
        case split_part(figure_id, '.', 3)
            when 'hous' then 'household_management'
            when 'care' then 'care'
            when 'volu' then 'volunteering'
        end as domain,
        case split_part(figure_id, '.', 4)
            when 'output' then 'output'
            when 'interm' then 'intermediate_consumption'
            when 'compen' then 'compensation'
            when 'consum' then 'fixed_capital'
        end as item,
        value as value_krw_bn,
    from stg_official_accounts
    where figure_id like 'KR____.acct3.%'
    union all
    select
        year,
        'total',
        case split_part(figure_id, '.', 3)
            when 'total' then 'output'
            when 'intermediate' then 'intermediate_consumption'
            when 'compensation' then 'compensation'
            when 'consumption' then 'fixed_capital'
            when 'gross' then 'gross_value_added'
        end,
        value,
    from stg_official_accounts
    where figure_id like 'KR____.acct.%'
)

select
    year,
    domain,
    max(value_krw_bn) filter (item = 'intermediate_consumption') as intermediate_consumption_krw_bn,
    max(value_krw_bn) filter (item = 'compensation') as compensation_krw_bn,
    max(value_krw_bn) filter (item = 'fixed_capital') as fixed_capital_krw_bn,
    max(value_krw_bn) filter (item = 'output') as output_krw_bn,
    max(value_krw_bn) filter (item = 'compensation') + max(value_krw_bn) filter (item = 'fixed_capital')
        as gross_value_added_krw_bn,
from parts
group by all
