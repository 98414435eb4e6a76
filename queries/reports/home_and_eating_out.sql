-- A century of two halves of one activity in the United States: hours of home production, and the part of food money spent on eating out.
-- grain: one row per year
create or replace macro home_and_eating_out(p_ages varchar := '14+') as table
with hours as (
    select
        year,
        max(value) filter (sex = 'women') as women_hours_per_week,
        max(value) filter (sex = 'men') as men_hours_per_week,
        any_value(dataset_id) as time_dataset_id,
    from core_series
    where indicator = 'home_production_hours_per_week' and age_range = p_ages
    group by year
),

eating_out as (
    select year, value as eating_out_share, dataset_id as consumption_dataset_id,
    from core_series
    where indicator = 'food_away_from_home_share_of_food' and country_code = 'USA'
)

select
    'USA' as country_code,
    year,
    p_ages as age_range,
    women_hours_per_week,
    men_hours_per_week,
    eating_out_share,
    time_dataset_id,
    consumption_dataset_id,
from hours
full join eating_out using (year)
order by year
