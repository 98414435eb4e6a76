-- Groups, regions and former countries that data files name beside countries.
select
    area_code,
    name_en,
    name_ko,
    kind,
from raw_countries__areas
