-- An official share of GDP beside ours by the nearest method, with the reason for the difference.
-- grain: one row per published share of GDP
create or replace macro official_beside_ours(p_countries varchar[] := null) as table
select
    h.country_code,
    h.year,
    h.published_method,
    h.approach_en,
    h.approach_ko,
    h.official_gdp_share,
    h.method_id,
    v.survey_year,
    v.wage_year,
    v.gdp_share,
    v.gdp_share - h.official_gdp_share as gdp_share_difference,
    h.reason_en,
    h.reason_ko,
    h.source,
    h.evidence,
    'official_accounts' as dataset_id,
    v.time_dataset_id,
    v.wage_dataset_id,
    v.gdp_dataset_id,
    v.ppp_dataset_id,
from core_official_headlines h
left join (from mart_value_by_group(p_countries := p_countries) where sex = 'total') v
    on v.country_code = h.country_code and v.method_id = h.method_id
where p_countries is null or list_contains(p_countries, h.country_code)
order by h.country_code, h.year, h.method_id
