-- Minutes a day of paid and of unpaid work in one country, women and men, in every survey.
-- $country = KOR
select
    t.survey_year,
    t.sex || ' · ' || case when a.is_unpaid_work then 'unpaid' else 'paid' end as who,
    fsum(t.minutes_per_day) as minutes_per_day,
    t.dataset_id,
from core_time_use t
join core_activities a using (activity_code)
where t.country_code = $country and t.dataset_id = 'oecd_time_use' and t.sex <> 'total'
    and (a.is_unpaid_work or a.group_code = 'paid')
group by all
order by t.survey_year, who
