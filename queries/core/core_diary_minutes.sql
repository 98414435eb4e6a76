-- Minutes per diary day, harmonised activity and code of the source; a code without an activity is 'other'.
select
    d.diary_key,
    coalesce(a.activity_code, 'other') as activity_code,
    m.source_code,
    m.minutes,
from stg_diaries__minutes m
join core_diaries d using (survey_id, person_id, diary_no)
join stg_diaries__surveys s using (survey_id)
join core_source_activities a on a.classification = s.classification and a.source_code = m.source_code
order by coalesce(a.activity_code, 'other'), d.diary_key, m.source_code
