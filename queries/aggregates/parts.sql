-- The part of each step of the day that each diary day of the survey spends at an activity or group, for one length of step.
with spans as (
    select
        s.selection_code,
        e.diary_key,
        e.start_minute,
        e.end_minute,
        unnest(range(
            step_of(e.start_minute, getvariable('step_minutes')),
            step_of(e.end_minute + getvariable('step_minutes') - 1, getvariable('step_minutes'))
        )) as step,
    from core_episodes e
    join core_diaries d using (diary_key)
    join core_surveys k using (survey_id)
    join core_selections s
        on s.classification = k.classification and s.activity_code = e.activity_code and s.source_code = e.source_code
    where d.survey_id = getvariable('survey_id')
        and not s.is_travel
        and not starts_with(s.selection_code, 'source:')
)

select
    selection_code,
    diary_key,
    getvariable('step_minutes') as step_minutes,
    step::integer as step,
    fsum(
        least(end_minute, (step + 1) * getvariable('step_minutes'))
        - greatest(start_minute, step * getvariable('step_minutes'))
    ) / nullif(least(getvariable('step_minutes'), 1440 - step * getvariable('step_minutes')), 0) as part,
from spans
group by selection_code, diary_key, step
