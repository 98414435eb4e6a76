-- The prosumer share: unpaid hours divided by unpaid and paid hours together, of women, men and all.
-- Both sides hold their travel: commuting and job search with paid work, trips for unpaid work with unpaid. Own-use goods are on neither side.
-- grain: one row per source, country and survey
create or replace macro prosumer_share(
    p_source varchar := 'oecd_time_use', p_countries varchar[] := null, p_all_surveys boolean := false
) as table
with sides as (
    select t.dataset_id, t.country_code, t.survey_year, t.age_range, t.sex,
        fsum(t.minutes_per_day) filter (a.is_unpaid_work and a.scope <> 'own_use_goods') as unpaid,
        fsum(t.minutes_per_day) filter (a.group_code = 'paid') as paid,
    from core_time_use t
    join core_activities a using (activity_code)
    where from_source(t.dataset_id, p_source)
        and t.is_leaf
        and t.day_type = 'all'
        and (t.is_latest or p_all_surveys)
        and (p_countries is null or list_contains(p_countries, t.country_code))
    group by all
)

select
    country_code,
    survey_year,
    age_range,
    max(unpaid / nullif(unpaid + paid, 0)) filter (sex = 'total') as prosumer_share,
    max(unpaid / nullif(unpaid + paid, 0)) filter (sex = 'women') as women_prosumer_share,
    max(unpaid / nullif(unpaid + paid, 0)) filter (sex = 'men') as men_prosumer_share,
    max(unpaid) filter (sex = 'total') as unpaid_minutes_per_day,
    max(paid) filter (sex = 'total') as paid_minutes_per_day,
    max(unpaid + paid) filter (sex = 'women') as women_work_minutes_per_day,
    max(unpaid + paid) filter (sex = 'men') as men_work_minutes_per_day,
    dataset_id as time_dataset_id,
from sides
group by all
order by prosumer_share desc, country_code, survey_year, age_range
