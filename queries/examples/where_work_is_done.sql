-- Minutes of housework on a diary day by place and sex, from diaries: by weight, without an interval.
-- $survey = sample_kor
-- $group = housework
select
    d.sex,
    e.location,
    fsum(d.weight * (e.end_minute - e.start_minute)) / nullif(w.weight, 0) as minutes_per_day,
    s.title_en,
    s.dataset_id,
from core_episodes e
join core_diaries d using (diary_key)
join core_activities a using (activity_code)
join core_surveys s using (survey_id)
join (select survey_id, sex, fsum(weight) as weight from core_diaries group by survey_id, sex) w
    on w.survey_id = d.survey_id and w.sex = d.sex
where d.survey_id = $survey and a.group_code = $group
group by d.sex, e.location, w.weight, s.title_en, s.dataset_id
order by minutes_per_day desc
