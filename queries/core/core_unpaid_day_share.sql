-- SDG 5.4.1 in hours a day; the preferred row of a country is its latest year, all areas, at 15+ or the nearest ages held.
with ranked as (
    select
        *,
        case age when '15+' then 1 when '15-64' then 2 when '14+' then 3 when '16+' then 3 when '12+' then 4 when '18+' then 4
            when '10+' then 5 when '20-74' then 6 when '15-59' then 6 when '20+' then 6 else null end as age_order,
    from stg_sdg_541
),

best_age as (
    select
        *,
        location = 'allarea' and age_order is not null
            and age_order = min(age_order) filter (location = 'allarea') over (partition by country_code, year)
            and count(distinct sex) filter (location = 'allarea') over (partition by country_code, year, age) = 2
            as is_preferred_in_year,
    from ranked
)

select
    'sdg_541' as dataset_id,
    country_code,
    year,
    sex,
    age,
    location,
    percent_of_day,
    percent_of_day / 100 * 24 as hours_per_day,
    nature,
    case age when '15-64' then '15-64' else '15+' end as population_base,
    case when age in ('15+', '15-64') then null else 'ages_sdg_' || replace(replace(age, '-', '_'), '+', 'plus') end
        as population_base_note,
    is_preferred_in_year,
    is_preferred_in_year
        and year = max(year) filter (is_preferred_in_year) over (partition by country_code) as is_preferred,
    source_detail,
from best_age
