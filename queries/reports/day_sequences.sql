-- Real days of single people, episode by episode: diaries drawn with probability in proportion to their weight, the same for the same seed.
-- grain: one row per survey, drawn day and episode
-- Nothing that names a person leaves: a day carries its number in the draw, sex, age group, employment and kind of day.
create or replace macro day_sequences(
    p_survey varchar := null,
    p_years integer[] := null,
    p_n_days integer := 20,
    p_seed integer := 1,
    p_day_types varchar[] := null,
    p_filter_sex varchar[] := null,
    p_filter_age_group varchar[] := null,
    p_filter_education varchar[] := null,
    p_filter_employment varchar[] := null,
    p_filter_income_fifth varchar[] := null,
    p_filter_household_type varchar[] := null,
    p_filter_region varchar[] := null
) as table
with diary_domain as (
    from mart_diary_domain(
        p_survey := p_survey,
        p_years := p_years,
        p_day_types := p_day_types,
        p_filter_sex := p_filter_sex,
        p_filter_age_group := p_filter_age_group,
        p_filter_education := p_filter_education,
        p_filter_employment := p_filter_employment,
        p_filter_income_fifth := p_filter_income_fifth,
        p_filter_household_type := p_filter_household_type,
        p_filter_region := p_filter_region
    )
),

drawn as (
    select d.survey_id, d.diary_key, row_number() over one_survey as day_no,
    from diary_domain d
    join core_diaries k using (diary_key)
    join core_surveys s on s.survey_id = d.survey_id and s.has_episodes
    window one_survey as (
        partition by d.survey_id
        order by draw_order(k.person_id || '/' || k.diary_no, p_seed, d.weight) desc, d.diary_key
    )
    qualify day_no <= p_n_days
),

asked as (
    select
        survey_id,
        case
            when not s.has_episodes then 'no_clock_times'
            when s.weight_sum is null then 'no_microdata'
            else 'no_diaries'
        end as missing_reason,
    from core_surveys s
    where p_survey is null or survey_id = p_survey
    union all
    select p_survey, 'unknown_survey'
    where p_survey is not null and p_survey not in (select survey_id from core_surveys)
),

told as (
    select
        w.survey_id,
        w.day_no,
        k.sex,
        k.age_group,
        k.employment,
        k.day_type,
        e.episode_no,
        e.start_minute,
        e.end_minute,
        e.activity_code,
        a.group_code,
        e.location as place,
    from drawn w
    join core_diaries k using (diary_key)
    join core_episodes e using (diary_key)
    left join core_activities a on a.activity_code = e.activity_code
    union all by name
    select survey_id, missing_reason
    from asked
    where survey_id not in (select survey_id from drawn)
)

select
    t.survey_id,
    s.country_code,
    t.day_no::integer as day_no,
    t.sex,
    t.age_group,
    t.employment,
    t.day_type,
    t.episode_no,
    t.start_minute,
    t.end_minute,
    clock_time(t.start_minute, s.day_start_minute) as clock_time,
    t.activity_code,
    t.group_code,
    t.place,
    s.is_synthetic,
    nullif(s.note_codes, '') as notes,
    t.missing_reason,
    s.dataset_id,
from told t
left join core_surveys s using (survey_id)
order by t.survey_id, t.day_no, t.start_minute, t.episode_no
