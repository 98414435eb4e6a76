-- Korea's published account of household production by domain, in billion won.
with totals as (
    select
        year,
        'total' as domain,
        max(value) filter (figure_id like '%.intermediate') as intermediate_consumption_krw_bn,
        max(value) filter (figure_id like '%.compensation') as compensation_krw_bn,
        max(value) filter (figure_id like '%.consumption') as fixed_capital_krw_bn,
        max(value) filter (figure_id like '%.total') as output_krw_bn,
    from stg_official_accounts
    where figure_id like 'KR____.acct.%'
    group by year
),

every_domain as (
    from totals
    union all by name
    from stg_korea_account__domains
)

select
    year,
    domain,
    intermediate_consumption_krw_bn,
    compensation_krw_bn,
    fixed_capital_krw_bn,
    output_krw_bn,
    compensation_krw_bn + fixed_capital_krw_bn as gross_value_added_krw_bn,
from every_domain
order by year, domain
