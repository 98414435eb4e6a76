-- Unpaid work as a share of GDP, by one method and source, largest first.
-- $method = replacement_specialist
-- $source = oecd_time_use
-- $most = 15
select country_code, gdp_share, survey_year, wage_year, time_dataset_id, wage_dataset_id, gdp_dataset_id,
from unpaid_value_by_country(p_methods := [$method], p_source := $source)
where gdp_share is not null
order by gdp_share desc
limit $most
