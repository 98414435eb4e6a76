-- Persons of the shipped country, for each of the visitor's.
select p.* replace (o.country_code as country_code)
from own_places as o
inner join base.core_population as p on p.country_code = o.iso_code
where o.measure in ('minutes', 'wages')
