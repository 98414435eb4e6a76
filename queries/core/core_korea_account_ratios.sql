-- Intermediate consumption and fixed capital per won of labour in Korea's published account.
select
    'official_accounts' as dataset_id,
    year,
    domain,
    intermediate_consumption_krw_bn / nullif(compensation_krw_bn, 0) as intermediate_consumption_ratio,
    fixed_capital_krw_bn / nullif(compensation_krw_bn, 0) as fixed_capital_ratio,
from core_korea_account
where domain <> 'total'
