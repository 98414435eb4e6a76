-- A point inside each country, to draw those too small for the map.
-- grain: one row per country
create or replace macro country_points() as table
select country_code, centroid_lon, centroid_lat
from core_countries
where centroid_lon is not null and not on_110m_map
order by country_code
