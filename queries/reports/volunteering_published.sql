-- Figures of volunteering as published: rates, hours, people, values, each with its unit and source.
-- grain: one row per country, year and indicator
create or replace macro volunteering_published(p_countries varchar[] := null) as table
select
    country_code,
    year,
    indicator as volunteering_indicator,
    value as published_value,
    unit,
    source,
    evidence,
    note,
    dataset_id,
from core_volunteering
where p_countries is null or list_contains(p_countries, country_code)
order by country_code, volunteering_indicator, year
