-- Published figures of satellite accounts, as printed, with source and how they were read.
-- grain: one row per published figure
create or replace macro official_accounts(p_countries varchar[] := null, p_methods varchar[] := null) as table
select
    figure_id,
    country_code,
    year,
    period,
    published_method,
    quantity,
    value as published_value,
    unit,
    source,
    evidence,
    note,
    'official_accounts' as dataset_id,
from core_official_figures
where (p_countries is null or list_contains(p_countries, country_code))
    and (p_methods is null or list_contains(p_methods, published_method))
order by country_code, year, figure_id
