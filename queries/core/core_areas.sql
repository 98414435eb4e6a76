-- Every code a data file may give a place: countries and territories, and groups, regions and former countries.
select
    country_code as area_code,
    name_en,
    name_ko,
    'country' as kind,
from stg_countries
union all
select
    area_code,
    name_en,
    name_ko,
    kind,
from stg_countries__areas
