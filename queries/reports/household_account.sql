-- The sum-of-costs account of household production: intermediate consumption, labour, fixed capital, value added, extended GDP.
-- grain: one row per country, method, survey and domain
create or replace macro household_account(
    p_countries varchar[] := null,
    p_method varchar := 'replacement_specialist',
    p_shopping boolean := true,
    p_gardening_pets boolean := true,
    p_travel boolean := true,
    p_care_for_others boolean := true,
    p_volunteering boolean := true,
    p_passive_care boolean := false,
    p_source varchar := 'best',
    p_split_housework boolean := false,
    p_wage_year integer := null,
    p_wage_rung varchar := 'gross',
    p_detailed_occupations boolean := false,
    p_days_per_year double := 365.0,
    p_quality_factor double := 1.0,
    p_ratio_year integer := 2024,
    p_intermediate_ratio_household_management double := null,
    p_intermediate_ratio_care double := null,
    p_intermediate_ratio_volunteering double := null,
    p_capital_ratio_household_management double := null,
    p_capital_ratio_care double := null,
    p_capital_ratio_volunteering double := null
) as table
with labour as (
    select
        country_code,
        method_id,
        time_dataset_id,
        survey_year,
        wage_year,
        gdp_year,
        domain,
        any_value(wage_dataset_id) as wage_dataset_id,
        any_value(gdp_dataset_id) as gdp_dataset_id,
        any_value(ppp_dataset_id) as ppp_dataset_id,
        bool_or(activity_code = 'unpaid_total') as is_total_only,
        any_value(gdp_usd_ppp_bn) as gdp_usd_ppp_bn,
        fsum(value_usd_ppp_bn) as compensation_usd_ppp_bn,
    from mart_valued_hours(
        p_methods := [p_method],
        p_countries := p_countries,
        p_source := p_source,
        p_split_housework := p_split_housework,
        p_wage_years := [p_wage_year],
        p_wage_rung := p_wage_rung,
        p_detailed_occupations := p_detailed_occupations,
        p_days_per_year := p_days_per_year,
        p_quality_factor := p_quality_factor
    )
    where sex = 'total'
        and in_scope(scope, p_shopping, p_gardening_pets, p_travel, p_care_for_others, p_volunteering, p_passive_care)
    group by all
),

ratios as (
    -- Korea's published account gives the ratios; each can be set instead.
    select
        domain,
        coalesce(
            case domain
                when 'household_management' then p_intermediate_ratio_household_management
                when 'care' then p_intermediate_ratio_care
                when 'volunteering' then p_intermediate_ratio_volunteering
            end,
            intermediate_consumption_ratio
        ) as intermediate_consumption_ratio,
        coalesce(
            case domain
                when 'household_management' then p_capital_ratio_household_management
                when 'care' then p_capital_ratio_care
                when 'volunteering' then p_capital_ratio_volunteering
            end,
            fixed_capital_ratio
        ) as fixed_capital_ratio,
        dataset_id as ratio_dataset_id,
    from core_korea_account_ratios
    where year = p_ratio_year
),

by_domain as (
    select
        l.*,
        r.ratio_dataset_id,
        l.compensation_usd_ppp_bn * r.intermediate_consumption_ratio as intermediate_consumption_usd_ppp_bn,
        l.compensation_usd_ppp_bn * r.fixed_capital_ratio as fixed_capital_usd_ppp_bn,
    from labour l
    left join ratios r using (domain)
),

with_total as (
    from by_domain
    union all by name
    select
        b.* exclude (domain, compensation_usd_ppp_bn, intermediate_consumption_usd_ppp_bn, fixed_capital_usd_ppp_bn),
        'total' as domain,
        fsum(compensation_usd_ppp_bn) as compensation_usd_ppp_bn,
        fsum(intermediate_consumption_usd_ppp_bn) as intermediate_consumption_usd_ppp_bn,
        fsum(fixed_capital_usd_ppp_bn) as fixed_capital_usd_ppp_bn,
    from by_domain b
    group by all
)

select
    country_code,
    method_id,
    survey_year,
    wage_year,
    gdp_year,
    domain,
    intermediate_consumption_usd_ppp_bn,
    compensation_usd_ppp_bn,
    fixed_capital_usd_ppp_bn,
    compensation_usd_ppp_bn + fixed_capital_usd_ppp_bn as gross_value_added_usd_ppp_bn,
    intermediate_consumption_usd_ppp_bn + compensation_usd_ppp_bn + fixed_capital_usd_ppp_bn as output_usd_ppp_bn,
    intermediate_consumption_usd_ppp_bn / nullif(compensation_usd_ppp_bn, 0) as intermediate_consumption_ratio,
    fixed_capital_usd_ppp_bn / nullif(compensation_usd_ppp_bn, 0) as fixed_capital_ratio,
    case when is_total_only then 'total_only' end as notes,
    case when intermediate_consumption_usd_ppp_bn is null then 'no_account_ratios' end as missing_reason,
    gdp_usd_ppp_bn,
    case when domain = 'total' then gdp_usd_ppp_bn + compensation_usd_ppp_bn + fixed_capital_usd_ppp_bn end
        as extended_gdp_usd_ppp_bn,
    (compensation_usd_ppp_bn + fixed_capital_usd_ppp_bn) / nullif(gdp_usd_ppp_bn, 0) as gdp_share,
    (compensation_usd_ppp_bn + fixed_capital_usd_ppp_bn)
        / nullif(gdp_usd_ppp_bn + compensation_usd_ppp_bn + fixed_capital_usd_ppp_bn, 0) as extended_gdp_share,
    time_dataset_id,
    wage_dataset_id,
    gdp_dataset_id,
    ppp_dataset_id,
    ratio_dataset_id,
from with_total
order by country_code, survey_year, domain = 'total', domain
