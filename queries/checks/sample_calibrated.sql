-- The synthetic diaries give the published minutes of each activity by sex back, to a minute.
with weights as (
    select survey_id, sex, fsum(weight) as weight
    from core_diaries
    group by all
),

ours as (
    select
        s.country_code,
        d.sex,
        a.selection_code,
        fsum(d.weight * m.minutes) / nullif(any_value(w.weight), 0) as minutes,
    from core_surveys s
    join core_diaries d using (survey_id)
    join weights w on w.survey_id = d.survey_id and w.sex = d.sex
    join core_diary_minutes m using (diary_key)
    join core_activity_members a on a.activity_code = m.activity_code and not a.is_travel
    where s.dataset_id = 'diary_sample'
    group by all
),

published as (
    select
        t.country_code,
        t.sex,
        a.selection_code,
        fsum(t.minutes_per_day) as minutes,
    from core_time_use t
    join core_activity_members a on a.activity_code = t.activity_code and not a.is_travel
    where t.dataset_id = 'oecd_time_use' and t.is_latest and t.is_leaf and t.sex in ('men', 'women')
    group by all
)

select
    o.country_code,
    o.sex,
    o.selection_code,
    o.minutes,
    p.minutes as published_minutes,
from ours o
join published p using (country_code, sex, selection_code)
where
    abs(o.minutes - p.minutes) > 1
    and o.selection_code in (select activity_code from core_time_use where dataset_id = 'oecd_time_use')
union all
select s.country_code, d.sex, 'day', fsum(m.minutes), 1440
from core_surveys s
join core_diaries d using (survey_id)
join core_diary_minutes m using (diary_key)
where s.dataset_id = 'diary_sample'
group by s.country_code, d.sex, d.diary_key
having fsum(m.minutes) <> 1440
