-- Hours a day of all work, paid and unpaid together, of women beside men, with the unpaid part where it is of the same year and ages.
-- grain: one row per country
create or replace macro total_work_by_sex(p_countries varchar[] := null) as table
select
    t.country_code,
    t.year,
    t.age,
    t.women_hours as women_total_work_hours,
    t.men_hours as men_total_work_hours,
    t.women_hours - t.men_hours as total_work_gap_hours,
    u.women_hours as women_hours_per_day,
    u.men_hours as men_hours_per_day,
    t.dataset_id,
from core_hours_by_sex t
left join core_hours_by_sex u
    on u.series_code = 'unpaid' and u.country_code = t.country_code and u.year = t.year and u.age = t.age
where t.series_code = 'total_work'
    and (p_countries is null or list_contains(p_countries, t.country_code))
order by t.country_code
