-- What households in the United Kingdom spend on tools and goods for doing it themselves, and on paid help that does it for them.
-- grain: one row per year and group of spending
create or replace macro uk_tools_and_substitutes() as table
with grouped as (
    select
        year,
        dataset_id,
        case
            when indicator in ('COICOP 01.1', 'COICOP 01.2') then 'food_at_home'
            when indicator in ('COICOP 05.3', 'COICOP 05.4') then 'appliances_and_utensils'
            when indicator in ('COICOP 05.5', 'COICOP 04.3') then 'tools_and_upkeep'
            when indicator = 'COICOP 07.2' then 'running_own_vehicle'
            when indicator = 'CPA I56' then 'eating_out'
            when indicator = 'CPA T97' then 'domestic_staff'
            when indicator = 'CPA S95' then 'repair_services'
            when indicator = 'COICOP 07.3' then 'transport_services'
        end as spending_group,
        value,
        fsum(value) filter (starts_with(indicator, 'COICOP')) over (partition by year) as all_spending,
    from core_series
    where dataset_id = 'uk_household_spending'
)

select
    'GBR' as country_code,
    year,
    spending_group,
    spending_group in ('eating_out', 'domestic_staff', 'repair_services', 'transport_services') as is_substitute,
    fsum(value) / 1000 as spending_national_bn,
    fsum(value) / nullif(any_value(all_spending), 0) as consumption_share,
    dataset_id,
from grouped
where spending_group is not null
group by year, spending_group, dataset_id
order by year, is_substitute, spending_group
