-- Korea's account of household production: intermediate consumption, labour, fixed capital, output, value added.
-- grain: one row per year and domain
create or replace macro korea_household_account(p_years integer[] := null, p_domains varchar[] := null) as table
select
    year,
    domain,
    intermediate_consumption_krw_bn,
    compensation_krw_bn,
    fixed_capital_krw_bn,
    gross_value_added_krw_bn,
    output_krw_bn,
    intermediate_consumption_krw_bn / nullif(compensation_krw_bn, 0) as intermediate_consumption_ratio,
    fixed_capital_krw_bn / nullif(compensation_krw_bn, 0) as fixed_capital_ratio,
    'official_accounts' as dataset_id,
from core_korea_account
where (p_years is null or list_contains(p_years, year))
    and (p_domains is null or list_contains(p_domains, domain))
order by year, domain = 'total' desc, output_krw_bn desc
