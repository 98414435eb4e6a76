-- Population aged 15 to 64, both sexes, every year: linear between the five-year points of the source.
with points as (
    select
        country_code,
        year,
        persons_15_64,
        lead(year) over by_country as next_year,
        lead(persons_15_64) over by_country as next_persons,
    from raw_wpp_2019__population
    window by_country as (partition by country_code order by year)
),

years as (
    select
        *,
        unnest(range(year, coalesce(next_year, year + 1))) as at_year,
    from points
)

select
    country_code,
    at_year::integer as year,
    (persons_15_64 + coalesce((next_persons - persons_15_64) * (at_year - year) / nullif(next_year - year, 0), 0))::double
        as persons_15_64,
    at_year <> year as is_interpolated,
from years
