-- Hours a week of home production in the United States by sex and ages.
select
    case split_part(group_name, ' ', 1) when 'Men' then 'men' when 'Women' then 'women' else 'total' end as sex,
    split_part(group_name, ' ', 2) as age_range,
    year,
    hours_per_week,
from raw_ramey_home_production__hours
