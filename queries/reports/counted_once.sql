-- Every piece of the extended economy with where it is counted: in GDP, in the account of household production, in extended GDP. The pieces added make extended GDP.
-- grain: one row per country and piece
create or replace macro counted_once(p_countries varchar[] := null, p_method varchar := 'replacement_specialist') as table
with account as (
    from household_account(p_countries := p_countries, p_method := p_method)
),

pieces as (
    select country_code, time_dataset_id, wage_dataset_id, gdp_dataset_id, ratio_dataset_id, wage_year, domain,
        unnest([
            {'piece': 'gdp', 'domain_of': 'total', 'in_gdp': 'yes', 'in_household_output': 'no', 'is_added': true, 'amount': gdp_usd_ppp_bn, 'reason': null::varchar},
            {'piece': 'labour_household_management', 'domain_of': 'household_management', 'in_gdp': 'no', 'in_household_output': 'yes', 'is_added': true, 'amount': compensation_usd_ppp_bn, 'reason': null},
            {'piece': 'labour_care', 'domain_of': 'care', 'in_gdp': 'no', 'in_household_output': 'yes', 'is_added': true, 'amount': compensation_usd_ppp_bn, 'reason': null},
            {'piece': 'labour_volunteering', 'domain_of': 'volunteering', 'in_gdp': 'no', 'in_household_output': 'yes', 'is_added': true, 'amount': compensation_usd_ppp_bn, 'reason': null},
            {'piece': 'fixed_capital', 'domain_of': 'total', 'in_gdp': 'no', 'in_household_output': 'yes', 'is_added': true, 'amount': fixed_capital_usd_ppp_bn, 'reason': null},
            {'piece': 'intermediate', 'domain_of': 'total', 'in_gdp': 'yes', 'in_household_output': 'yes', 'is_added': false, 'amount': intermediate_consumption_usd_ppp_bn, 'reason': null},
            {'piece': 'own_use_goods', 'domain_of': 'total', 'in_gdp': 'yes', 'in_household_output': 'no', 'is_added': false, 'amount': null, 'reason': 'not_split_by_source'},
            {'piece': 'paid_staff', 'domain_of': 'total', 'in_gdp': 'yes', 'in_household_output': 'no', 'is_added': false, 'amount': null, 'reason': 'not_measured'},
            {'piece': 'later_rounds', 'domain_of': 'total', 'in_gdp': 'yes', 'in_household_output': 'no', 'is_added': false, 'amount': null, 'reason': 'no_multiplier'},
            {'piece': 'digital_time', 'domain_of': 'total', 'in_gdp': 'no', 'in_household_output': 'no', 'is_added': false, 'amount': null, 'reason': 'no_hours_recorded'},
            {'piece': 'consumer_surplus', 'domain_of': 'total', 'in_gdp': 'no', 'in_household_output': 'no', 'is_added': false, 'amount': null, 'reason': 'another_concept'}
        ]) as p,
    from account
)

select
    country_code,
    p.piece as economy_piece,
    p.in_gdp,
    p.in_household_output,
    p.is_added,
    p.amount as amount_usd_ppp_bn,
    p.reason as missing_reason,
    p_method as method_id,
    wage_year,
    time_dataset_id,
    wage_dataset_id,
    gdp_dataset_id,
    ratio_dataset_id,
from pieces
where domain = p.domain_of
order by country_code, p.is_added desc, p.piece <> 'gdp', p.amount desc, p.piece
