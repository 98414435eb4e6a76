-- Countries and territories with their names, currency and a point to draw small ones at.
select
    country_code,
    iso_numeric,
    alpha2,
    name_en,
    name_ko,
    currency_code,
    centroid_lon,
    centroid_lat,
    on_110m_map,
from raw_countries__countries
