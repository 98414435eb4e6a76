-- Shares of income of the visitor's countries; the index of inequality is not told.
select o.country_code, s.survey_year as year, s.* exclude (survey_id, table_title, country_code, survey_year, median_usd_ppp),
    null::double as gini, 'own_countries' as dataset_id,
from own_places as o
inner join own_income_shares as s on s.survey_id = o.survey_id and s.country_code = o.iso_code
where o.measure = 'income_shares'
