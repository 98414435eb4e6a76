-- Every row of a table of countries with the country by its code or its name in either language.
with countries as (
    select min(country_code) as country_code, said
    from (select country_code, lower(unnest([country_code, name_en, name_ko])) as said from core_countries)
    group by said
)

select
    r.*,
    c.country_code,
from table_rows as r
left join countries as c on c.said = lower(r.country_text)
