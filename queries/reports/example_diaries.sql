-- Diary days of the synthetic sample as a file of one's own might hold them: a row for each episode, with its person.
-- grain: one row per person and episode
create or replace macro example_diaries(
    p_survey varchar := 'sample_kor',
    p_n_persons integer := 200
) as table
with people as (
    select survey_id, person_id, min(diary_key) as diary_key
    from core_diaries
    join core_surveys using (survey_id)
    where survey_id = p_survey and is_synthetic and weight > 0  -- real people are nobody's example
    group by survey_id, person_id
    order by person_id
    limit p_n_persons
)

select
    p.person_id,
    d.sex,
    d.age as age_years,
    d.year,
    d.weight as person_weight,
    clock_time(e.start_minute, s.day_start_minute) as start_clock_time,
    clock_time(e.end_minute, s.day_start_minute) as end_clock_time,
    e.activity_code,
    s.is_synthetic,
    s.dataset_id,
from people p
join core_diaries d using (diary_key)
join core_surveys s on s.survey_id = p.survey_id
join core_episodes e using (diary_key)
order by p.person_id, e.start_minute
