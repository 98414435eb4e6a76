-- Domestic workers whom households hire themselves, as a share of all employment.
-- grain: one row per country and year
create or replace macro households_as_employers(p_countries varchar[] := null) as table
select
    country_code,
    year,
    case when country_code not in ('JPN', 'NZL', 'AUS', 'RUS') then max(value) filter (indicator = 'domestic_employment_share_of_total') end
        as domestic_employment_share,
    case when country_code not in ('JPN', 'NZL', 'AUS', 'RUS')
        then max(value) filter (indicator = 'employment_isic_T_households_as_employers') end as domestic_workers_thousand,
    year = max(year) over (partition by country_code) as is_latest,
    case when country_code in ('JPN', 'NZL', 'AUS', 'RUS') then 'hardly_measured_by_source' end as missing_reason,
    dataset_id,
from core_series
where indicator in ('domestic_employment_share_of_total', 'employment_isic_T_households_as_employers')
    and (p_countries is null or list_contains(p_countries, country_code))
group by country_code, year, dataset_id
order by country_code, year
