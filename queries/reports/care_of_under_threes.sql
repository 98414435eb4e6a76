-- Who cares for children under three: parents only, formal care, others, or both.
-- grain: one row per country and arrangement
create or replace macro care_of_under_threes(p_countries varchar[] := null) as table
select
    country_code,
    year,
    replace(indicator, 'childcare_under3_', '') as care_arrangement,
    value as children_share,
    dataset_id,
from core_series
where starts_with(indicator, 'childcare_under3_')
    and indicator <> 'childcare_under3_formal_any'
    and (p_countries is null or list_contains(p_countries, country_code))
order by max(value) filter (indicator = 'childcare_under3_parents_only') over (partition by country_code) desc, country_code, care_arrangement
