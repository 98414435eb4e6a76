-- What unpaid work makes people buy, as offices publish it: goods used up and wear of durables per unit of labour, and the part of household consumption.
-- grain: one row per country, year and domain of the account
create or replace macro induced_ratios(p_countries varchar[] := null) as table
with korea as (
    select
        'KOR' as country_code,
        k.year,
        k.domain,
        k.intermediate_consumption_krw_bn / nullif(k.compensation_krw_bn, 0) as intermediate_consumption_ratio,
        k.fixed_capital_krw_bn / nullif(k.compensation_krw_bn, 0) as fixed_capital_ratio,
        k.intermediate_consumption_krw_bn / nullif(h.value / 1000, 0) as consumption_share,
        'original' as evidence,
        'official_accounts' as dataset_id,
        h.dataset_id as consumption_dataset_id,
    from core_korea_account k
    left join core_series h on h.indicator = 'household_consumption_lcu' and h.country_code = 'KOR' and h.year = k.year
),

united_kingdom as (
    select
        country_code,
        year,
        'total' as domain,
        value / 100 as consumption_share,
        evidence,
        dataset_id,
    from core_prosuming_studies
    where study_id = 'ons_direct_share'
)

select
    country_code,
    year,
    domain,
    intermediate_consumption_ratio,
    fixed_capital_ratio,
    consumption_share,
    case when consumption_share is null then 'no_household_consumption' when fixed_capital_ratio is null then 'not_published_by_domain' end
        as missing_reason,
    evidence,
    dataset_id,
    consumption_dataset_id,
from (from korea union all by name from united_kingdom)
where p_countries is null or list_contains(p_countries, country_code)
order by country_code, year desc, domain = 'total' desc, intermediate_consumption_ratio desc, domain
