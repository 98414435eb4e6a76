-- Hours a day by sex; ages as the source writes them, without its prefix; series as codes.
select
    country_code,
    year,
    case sex when 'F' then 'women' when 'M' then 'men' end as sex,
    case
        when age = '_T' then 'all'
        when starts_with(age, 'Y_GE') then ltrim(substr(age, 5), '0') || '+'
        else replace(substr(age, 2), 'T', '-')
    end as age,
    location,
    case
        when series like '%total work combined%' then 'total_work'
        when series like '%domestic chores and care work%' then 'unpaid'
        when series like '%unpaid care work%' then 'care'
        when series like '%unpaid domestic chores%' then 'chores'
    end as series_code,
    hours_per_day,
from raw_unpaid_hours_un_gender__hours
