-- The visitor's countries, named as theirs; without a point, for the map has the country already.
select
    o.country_code,
    c.name_en || ' (' || getvariable('mark_en') || ': ' || o.short_title || ')' as name_en,
    c.name_ko || ' (' || getvariable('mark_ko') || ': ' || o.short_title || ')' as name_ko,
    c.currency_code,
    null::double as centroid_lon,
    null::double as centroid_lat,
    true as on_110m_map,
    true as is_own,
from own_places as o
inner join base.core_countries as c on c.country_code = o.iso_code
