-- SDG 5.4.1: share of the day in unpaid domestic and care work.
select
    country_code,
    year,
    case sex when 'female' then 'women' else 'men' end as sex,
    age,
    location,
    percent_of_day,
    nature,
    source_detail,
from raw_sdg_541__share_of_day
where country_code in (select country_code from stg_countries)
