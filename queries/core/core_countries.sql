-- Countries and territories: ISO alpha-3 code, names, currency, a point on the map.
select
    country_code,
    name_en,
    name_ko,
    currency_code,
    centroid_lon,
    centroid_lat,
    on_110m_map,
    false as is_own,
from stg_countries
