-- Minutes of each diary day of the survey in everything that may be asked for, with and without its travel; a day without any has no row.
select
    s.selection_code,
    t.with_travel,
    m.diary_key,
    fsum(m.minutes) as value,
from core_diary_minutes m
join core_diaries d using (diary_key)
join core_surveys k using (survey_id)
join core_selections s
    on s.classification = k.classification and s.activity_code = m.activity_code and s.source_code = m.source_code
join (
    -- What has no travel of its own is the same with and without it.
    select selection_code, unnest(case when bool_or(is_travel) then [false, true] else [false] end) as with_travel,
    from core_activity_members
    group by selection_code
) t on t.selection_code = s.selection_code
where d.survey_id = getvariable('survey_id')
    and (t.with_travel or not s.is_travel)
    and m.minutes > 0
group by s.selection_code, t.with_travel, m.diary_key
