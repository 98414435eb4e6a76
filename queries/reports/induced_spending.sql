-- Money spent because of unpaid work: the goods and services that it uses up, which household consumption holds already, so nothing of it is added.
-- The ratios are those of Korea's account, times p_ratio_factor. What later rounds of spending would add (p_multiplier) stands apart.
-- A source that holds the total only has no domains whose ratios could be taken.
-- grain: one row per country, survey and domain
create or replace macro induced_spending(
    p_countries varchar[] := null,
    p_method varchar := 'replacement_specialist',
    p_ratio_factor double := 1.0,
    p_multiplier double := null
) as table
with account as (
    select * replace (
        case when notes is null then intermediate_consumption_usd_ppp_bn * p_ratio_factor end
            as intermediate_consumption_usd_ppp_bn,
        case when notes is null then intermediate_consumption_ratio * p_ratio_factor end as intermediate_consumption_ratio,
        case when notes is null then fixed_capital_usd_ppp_bn end as fixed_capital_usd_ppp_bn,
        coalesce(missing_reason, case when notes is not null then 'not_split_by_source' end) as missing_reason
    ),
    from household_account(p_countries := p_countries, p_method := p_method)
)

select
    a.country_code,
    a.method_id,
    a.survey_year,
    a.wage_year,
    a.domain,
    a.compensation_usd_ppp_bn,
    a.intermediate_consumption_usd_ppp_bn,
    a.fixed_capital_usd_ppp_bn,
    a.intermediate_consumption_ratio,
    a.intermediate_consumption_usd_ppp_bn / nullif(a.gdp_usd_ppp_bn, 0) as intermediate_gdp_share,
    a.intermediate_consumption_usd_ppp_bn * g.ppp_factor * 1000 / nullif(h.value, 0) as consumption_share,
    a.intermediate_consumption_usd_ppp_bn * (coalesce(p_multiplier, d.induced_multiplier) - 1) as later_rounds_usd_ppp_bn,
    coalesce(
        a.missing_reason,
        case when h.value is null or g.ppp_factor is null then 'no_household_consumption' end
    ) as missing_reason,
    a.time_dataset_id,
    a.wage_dataset_id,
    a.gdp_dataset_id,
    a.ratio_dataset_id,
    h.dataset_id as consumption_dataset_id,
from account a
cross join core_parameters d
left join core_gdp g on g.country_code = a.country_code and g.year = a.wage_year
left join core_series h
    on h.indicator = 'household_consumption_lcu' and h.country_code = a.country_code and h.year = a.wage_year
order by a.country_code, a.survey_year, a.domain = 'total' desc, a.domain
