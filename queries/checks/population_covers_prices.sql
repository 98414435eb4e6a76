-- Every year in which an hour of a surveyed country is priced has a population of the surveyed ages
select distinct p.country_code, p.wage_year, m.population_base
from core_prices p
join (select distinct country_code, population_base from core_unpaid_minutes) m using (country_code)
anti join core_population n
    on n.country_code = p.country_code and n.year = p.wage_year and n.population_base = m.population_base
