-- Minutes of unpaid work of the shipped country, for each country of which the visitor brings wages alone.
select m.* replace (o.country_code as country_code)
from own_places as o
inner join base.core_unpaid_minutes as m on m.country_code = o.iso_code
where o.measure = 'wages'
