-- GDP and PPP factors of the shipped country, for each of the visitor's.
select g.* replace (o.country_code as country_code)
from own_places as o
inner join base.core_gdp as g on g.country_code = o.iso_code
where o.measure in ('minutes', 'wages')
