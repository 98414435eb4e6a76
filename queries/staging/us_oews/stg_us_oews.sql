-- US mean hourly wages of detailed occupations; a missing wage (paid by the year) is left out.
select
    soc_code as occupation_code,
    occupation_name,
    hourly_mean_wage as hourly_usd,
from raw_us_oews__occupation_wages
where hourly_mean_wage is not null
