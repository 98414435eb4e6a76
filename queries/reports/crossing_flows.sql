-- Flows between people, paid production, households, the community and the digital commons, with those that nobody measures.
-- What flows into households and into the community flows out of them: labour, goods used up and wear of durables are the services made.
-- A source that holds the total only has no domains whose ratios could be taken.
-- grain: one row per country and flow
create or replace macro crossing_flows(p_countries varchar[] := null, p_method varchar := 'replacement_specialist') as table
with account as (
    select
        country_code,
        time_dataset_id,
        wage_dataset_id,
        gdp_dataset_id,
        ratio_dataset_id,
        survey_year,
        wage_year,
        any_value(gdp_usd_ppp_bn) as gdp,
        fsum(compensation_usd_ppp_bn) filter (notes is null and domain in ('household_management', 'care')) as home_labour,
        fsum(intermediate_consumption_usd_ppp_bn) filter (notes is null and domain in ('household_management', 'care')) as home_inputs,
        fsum(fixed_capital_usd_ppp_bn) filter (notes is null and domain in ('household_management', 'care')) as home_capital,
        fsum(output_usd_ppp_bn) filter (notes is null and domain in ('household_management', 'care')) as home_output,
        fsum(compensation_usd_ppp_bn) filter (notes is null and domain = 'volunteering') as community_labour,
        fsum(intermediate_consumption_usd_ppp_bn) filter (notes is null and domain = 'volunteering') as community_inputs,
        fsum(fixed_capital_usd_ppp_bn) filter (notes is null and domain = 'volunteering') as community_capital,
        fsum(output_usd_ppp_bn) filter (notes is null and domain = 'volunteering') as community_output,
    from household_account(p_countries := p_countries, p_method := p_method)
    where domain <> 'total'
    group by all
),

with_consumption as (
    select a.*, h.value / nullif(g.ppp_factor, 0) / 1000 as consumption, h.dataset_id as consumption_dataset_id,
    from account a
    left join core_gdp g on g.country_code = a.country_code and g.year = a.wage_year
    left join core_series h
        on h.indicator = 'household_consumption_lcu' and h.country_code = a.country_code and h.year = a.wage_year
),

flows as (
    select *,
        unnest([
            {'flow': 'home_labour', 'source': 'people', 'target': 'household', 'amount': home_labour, 'basis': 'time_by_wage'},
            {'flow': 'home_inputs', 'source': 'market', 'target': 'household', 'amount': home_inputs, 'basis': 'ratio_of_account'},
            {'flow': 'home_capital', 'source': 'market', 'target': 'household', 'amount': home_capital, 'basis': 'ratio_of_account'},
            {'flow': 'home_services', 'source': 'household', 'target': 'use', 'amount': home_output, 'basis': 'sum_of_costs'},
            {'flow': 'community_labour', 'source': 'people', 'target': 'community', 'amount': community_labour, 'basis': 'time_by_wage'},
            {'flow': 'community_inputs', 'source': 'market', 'target': 'community', 'amount': community_inputs + community_capital, 'basis': 'ratio_of_account'},
            {'flow': 'community_services', 'source': 'community', 'target': 'use', 'amount': community_output, 'basis': 'sum_of_costs'},
            {'flow': 'bought_for_use', 'source': 'market', 'target': 'use', 'amount': consumption - home_inputs - community_inputs, 'basis': 'consumption_less_inputs'},
            {'flow': 'digital_labour', 'source': 'people', 'target': 'digital', 'amount': null, 'basis': null},
            {'flow': 'digital_services', 'source': 'digital', 'target': 'use', 'amount': null, 'basis': null},
            {'flow': 'free_inputs', 'source': 'digital', 'target': 'market', 'amount': null, 'basis': null},
            {'flow': 'skills_sold', 'source': 'household', 'target': 'market', 'amount': null, 'basis': null},
            {'flow': 'shared_goods', 'source': 'household', 'target': 'community', 'amount': null, 'basis': null}
        ]) as f,
    from with_consumption
)

select
    country_code,
    f.flow as crossing_flow,
    f.source as flow_from,
    f.target as flow_to,
    f.amount as amount_usd_ppp_bn,
    f.amount / nullif(gdp, 0) as gdp_share,
    f.basis as flow_basis,
    case
        when f.basis is null then 'not_measured'
        when f.amount is null and f.flow = 'bought_for_use' then 'no_household_consumption'
        when f.amount is null then 'not_split_by_source'
    end as missing_reason,
    p_method as method_id,
    survey_year,
    wage_year,
    time_dataset_id,
    wage_dataset_id,
    gdp_dataset_id,
    ratio_dataset_id,
    consumption_dataset_id,
from flows
order by country_code, f.basis is null, amount_usd_ppp_bn desc, crossing_flow
