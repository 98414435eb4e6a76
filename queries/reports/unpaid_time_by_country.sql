-- Unpaid domestic and care work in hours a day, SDG indicator 5.4.1, women beside men.
-- grain: one row per country, year, ages and location
create or replace macro unpaid_time_by_country(
    p_countries varchar[] := null,
    p_years integer[] := null,
    p_ages varchar[] := null,
    p_locations varchar[] := ['allarea']
) as table
-- Without years or ages: the latest year of each country at 15+ or the nearest ages held.
select
    country_code,
    year,
    age,
    location,
    max(hours_per_day) filter (sex = 'women') as women_hours_per_day,
    max(hours_per_day) filter (sex = 'men') as men_hours_per_day,
    max(hours_per_day) filter (sex = 'women') - max(hours_per_day) filter (sex = 'men') as gap_hours_per_day,
    max(hours_per_day) filter (sex = 'women') / nullif(max(hours_per_day) filter (sex = 'men'), 0) as women_to_men_ratio,
    any_value(nature) as nature,
    any_value(source_detail) as source,
    dataset_id,
from core_unpaid_day_share
where (p_countries is null or list_contains(p_countries, country_code))
    and (p_locations is null or list_contains(p_locations, location))
    and case when p_years is null then p_ages is not null or is_preferred or not list_contains(p_locations, 'allarea')
        else list_contains(p_years, year) end
    and (p_ages is null or list_contains(p_ages, age))
group by all
order by country_code, year, age, location
