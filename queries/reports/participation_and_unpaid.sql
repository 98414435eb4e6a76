-- Women's participation in paid work beside the unpaid hours of women and men, in every year that has both.
-- grain: one row per country and year
create or replace macro participation_and_unpaid(p_countries varchar[] := null) as table
select
    s.country_code,
    s.year,
    l.value as women_participation_share,
    max(s.hours_per_day) filter (s.sex = 'women') as women_hours_per_day,
    max(s.hours_per_day) filter (s.sex = 'men') as men_hours_per_day,
    any_value(s.age) as age,
    s.year = max(s.year) over (partition by s.country_code) as is_latest,
    s.dataset_id as time_dataset_id,
    l.dataset_id as labour_dataset_id,
from core_unpaid_day_share s
join core_series l
    on l.indicator = 'female_lfpr_15plus_ilo' and l.country_code = s.country_code and l.year = s.year
where s.is_preferred_in_year
    and (p_countries is null or list_contains(p_countries, s.country_code))
group by s.country_code, s.year, l.value, s.dataset_id, l.dataset_id
order by s.country_code, s.year
