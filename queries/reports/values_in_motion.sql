-- What matters in life in each country beside the hours it works for pay: work, leisure and friends very important, happiness, satisfaction.
-- grain: one row per country
create or replace macro values_in_motion(p_countries varchar[] := null) as table
with asked as (
    select
        country_code,
        max(year) as value_year,
        max(value) filter (value_code = 'work') as work_important_share,
        max(value) filter (value_code = 'leisure') as leisure_important_share,
        max(value) filter (value_code = 'friends') as friends_important_share,
        max(value) filter (value_code = 'happy') as happy_share,
        max(value) filter (value_code = 'satisfaction') as life_satisfaction,
        any_value(dataset_id) as dataset_id,
    from core_life_values
    where p_countries is null or list_contains(p_countries, country_code)
    group by all
),

worked as (
    select
        country_code,
        arg_max(value, year) as worked_hours_per_year,
        max(year) as hours_year,
        any_value(dataset_id) as hours_dataset_id,
    from core_series
    where indicator = 'annual_hours_worked_total_employment'
    group by all
)

select
    country_code,
    value_year,
    work_important_share,
    leisure_important_share,
    friends_important_share,
    leisure_important_share - work_important_share as leisure_less_work_share,
    happy_share,
    life_satisfaction,
    worked_hours_per_year,
    hours_year,
    dataset_id,
    hours_dataset_id,
from asked
left join worked using (country_code)
order by country_code
