-- Minutes a day, participation and minutes of participants year by year, in any group, with where the series breaks.
-- grain: one row per survey, year, group and activity
-- A series breaks where a step between years is longer than the shortest of the survey: a year of a yearly survey is left out.
create or replace macro activity_trend(
    p_survey varchar := null,
    p_years integer[] := null,
    p_activities varchar[] := ['unpaid_work'],
    p_by varchar[] := ['sex'],
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
with estimates as materialized (
    from activity_minutes(
        p_survey := p_survey,
        p_years := p_years,
        p_activities := p_activities,
        p_by := list_append(p_by, 'year'),
        p_travel := p_travel,
        p_day_types := p_day_types,
        p_profile := p_profile,
        p_filter_sex := p_filter_sex,
        p_filter_age_group := p_filter_age_group,
        p_filter_education := p_filter_education,
        p_filter_employment := p_filter_employment,
        p_filter_income_fifth := p_filter_income_fifth,
        p_filter_household_type := p_filter_household_type,
        p_filter_region := p_filter_region
    )
),

steps as (
    select survey_id, year, year - lag(year) over (partition by survey_id order by year) as step,
    from (select distinct survey_id, year from estimates where year is not null)
),

years as (
    select survey_id, year, coalesce(step > min(step) over (partition by survey_id), false) as is_break,
    from steps
)

select
    e.survey_id, e.country_code, e.year, y.is_break, e.month, e.weekday, e.day_type, e.sex, e.age_years, e.age_group,
    e.education, e.employment, e.income_fifth, e.household_type, e.region, e.activity_code,
    e.mean_minutes, e.mean_minutes_se, e.mean_minutes_ci_low, e.mean_minutes_ci_high,
    e.participation_share, e.participation_share_se, e.participation_share_ci_low, e.participation_share_ci_high,
    e.participant_minutes, e.participant_minutes_se, e.participant_minutes_ci_low, e.participant_minutes_ci_high,
    e.n_persons, e.n_diaries, e.n_participants, e.effective_n,
    e.quality_flag, e.participant_quality_flag, e.variance_method, e.is_synthetic, e.notes, e.missing_reason, e.dataset_id,
from estimates e
left join years y using (survey_id, year)
order by e.survey_id, e.month, e.weekday, e.day_type, e.sex, e.age_years, e.age_group, e.education, e.employment,
    e.income_fifth, e.household_type, e.region, e.activity_code, e.year
