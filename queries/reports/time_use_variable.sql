-- A time-use variable of one's own: minutes a day of an activity in given places, in given company, between given hours, in any group, with intervals.
-- grain: one row per survey, group and activity
-- Only surveys with clock times can tell. p_from_minute and p_to_minute count from midnight; an episode counts by its part within the hours.
-- p_locations: home, work, other_home, shop, outdoors, transport, other, unknown. p_with: any of alone, partner, child, household, others.
create or replace macro time_use_variable(
    p_survey varchar := null,
    p_years integer[] := null,
    p_activities varchar[] := ['unpaid_work'],
    p_by varchar[] := [],
    p_locations varchar[] := null,
    p_with varchar[] := null,
    p_from_minute integer := 0,
    p_to_minute integer := 1440,
    p_secondary boolean := false,
    p_travel boolean := false,
    p_day_types varchar[] := null,
    p_profile varchar := 'default',
    p_filter_sex varchar[] := null,
    p_filter_age_group varchar[] := null,
    p_filter_education varchar[] := null,
    p_filter_employment varchar[] := null,
    p_filter_income_fifth varchar[] := null,
    p_filter_household_type varchar[] := null,
    p_filter_region varchar[] := null
) as table
with diary_domain as materialized (
    from mart_diary_domain(
        p_survey := p_survey,
        p_years := p_years,
        p_by := p_by,
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

codes as materialized (
    from mart_selection_codes(p_activities := p_activities, p_travel := p_travel)
),

diary_values as (
    from mart_episode_values(
        p_locations := p_locations,
        p_with := p_with,
        p_from_minute := p_from_minute,
        p_to_minute := p_to_minute,
        p_secondary := p_secondary
    )
),

estimates as materialized (
    from mart_estimates_of_values(p_profile := p_profile, p_survey := p_survey)
),

labels as (from mart_cell_labels(p_by := p_by)),

asked as (
    select
        a.* exclude (missing_reason),
        case
            when a.missing_reason = 'unknown_survey' then a.missing_reason
            when not coalesce(s.has_episodes, false) then 'no_clock_times'
            when a.missing_reason is not null then a.missing_reason
            when t.survey_id is null then 'no_microdata'
            when p_locations is not null and not t.has_places then 'no_places'
            when p_with is not null and not t.has_company then 'no_company'
            when p_secondary and not t.has_secondary then 'no_secondary'
        end as missing_reason,
    from mart_asked(p_survey := p_survey) a
    left join core_surveys s using (survey_id)
    left join core_told_by_episodes t using (survey_id)
)

select
    t.survey_id,
    s.country_code,
    t.year, t.month, t.weekday, t.day_type, t.sex, t.age as age_years, t.age_group, t.education, t.employment,
    t.income_fifth, t.household_type, t.region,
    t.selection_code as activity_code,
    nullif(array_to_string(p_locations, ','), '') as places,
    nullif(array_to_string(p_with, ','), '') as company,
    clock_time(p_from_minute, 0) as clock_from,
    case when p_to_minute = 1440 then '24:00' else clock_time(p_to_minute, 0) end as clock_to,
    t.mean as mean_minutes,
    t.mean_se as mean_minutes_se,
    t.mean_ci_low as mean_minutes_ci_low,
    t.mean_ci_high as mean_minutes_ci_high,
    t.participation as participation_share,
    t.participation_se as participation_share_se,
    t.participation_ci_low as participation_share_ci_low,
    t.participation_ci_high as participation_share_ci_high,
    t.participant_mean as participant_minutes,
    t.participant_mean_se as participant_minutes_se,
    t.participant_mean_ci_low as participant_minutes_ci_low,
    t.participant_mean_ci_high as participant_minutes_ci_high,
    t.n_persons,
    t.n_diaries,
    t.n_participants,
    t.effective_n,
    t.design_effect,
    t.quality_flag,
    t.participant_flag as participant_quality_flag,
    s.design_method as variance_method,
    s.is_synthetic,
    nullif(s.note_codes, '') as notes,
    t.missing_reason,
    s.dataset_id,
from mart_told() t
left join core_surveys s using (survey_id)
order by t.survey_id, t.year, t.month, t.weekday, t.day_type, t.sex, t.age, t.age_group, t.education, t.employment,
    t.income_fifth, t.household_type, t.region, t.selection_no
