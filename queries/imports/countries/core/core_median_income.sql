-- Medians of the visitor's countries, where their tables tell one.
select o.country_code, s.survey_year as year, 'per_head' as concept, s.median_usd_ppp as median_income,
    'USD_PPP' as currency_code, 'own_countries' as dataset_id,
from own_places as o
inner join own_income_shares as s on s.survey_id = o.survey_id and s.country_code = o.iso_code
where o.measure = 'income_shares' and s.median_usd_ppp is not null
