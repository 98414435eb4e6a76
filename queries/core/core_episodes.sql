-- Episodes of the diary days, in minutes from the start of the diary day.
select
    d.diary_key,
    e.episode_no,
    e.start_minute,
    e.end_minute,
    coalesce(a.activity_code, 'other') as activity_code,
    e.source_code,
    code_key(coalesce(a.activity_code, 'other'), e.source_code) as code_key,
    case when e.secondary_code is not null then coalesce(b.activity_code, 'other') end as secondary_activity_code,
    e.location,
    e.with_alone,
    e.with_partner,
    e.with_child,
    e.with_household,
    e.with_others,
from stg_diaries__episodes e
join core_diaries d using (survey_id, person_id, diary_no)
join stg_diaries__surveys s using (survey_id)
join core_source_activities a on a.classification = s.classification and a.source_code = e.source_code
left join core_source_activities b on b.classification = s.classification and b.source_code = e.secondary_code
order by d.diary_key, e.start_minute, e.episode_no
