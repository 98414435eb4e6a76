-- Hours a day of unpaid and of all work by sex in whole countries, in the newest year and at the widest ages that hold both sexes.
with sides as (
    select
        country_code,
        year,
        age,
        series_code,
        max(hours_per_day) filter (sex = 'women') as women_hours,
        max(hours_per_day) filter (sex = 'men') as men_hours,
    from stg_unpaid_hours_un_gender
    where location = 'All areas'
    group by all
    having women_hours is not null and men_hours is not null
)

select
    'unpaid_hours_un_gender' as dataset_id,
    country_code,
    year,
    age,
    series_code,
    women_hours,
    men_hours,
from sides
qualify row_number() over (
    partition by country_code, series_code
    order by year desc, age = '15+' desc, ends_with(age, '+') desc, age
) = 1
