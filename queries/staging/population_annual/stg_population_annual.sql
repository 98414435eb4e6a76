-- Yearly population by sex, aged 15 and over and of all ages.
select
    country_code,
    year,
    men_15plus,
    women_15plus,
    men_all,
    women_all,
from raw_population_annual__population
