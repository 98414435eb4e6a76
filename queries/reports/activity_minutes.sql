-- Minutes a day, participation, minutes of participants and hours of any activity in any group, from diary microdata, with standard errors and intervals.
-- grain: one row per survey, group and activity
-- p_by: any of year, month, weekday, day_type, sex, age, age_group, education, employment, income_fifth, household_type, region.
-- p_activities: activities, groups of activities, unpaid_work, or source:<prefix> for the survey's own codes. p_travel adds the travel that belongs to them.
-- total_hours_bn is a year's hours: of several years together, their mean.
create or replace macro activity_minutes(
    p_survey varchar := null,
    p_years integer[] := null,
    p_activities varchar[] := ['unpaid_work'],
    p_by varchar[] := [],
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
        p_filter_sex := p_filter_sex, p_filter_age_group := p_filter_age_group,
        p_filter_education := p_filter_education, p_filter_employment := p_filter_employment,
        p_filter_income_fifth := p_filter_income_fifth, p_filter_household_type := p_filter_household_type,
        p_filter_region := p_filter_region
    )
),

codes as materialized (from mart_selection_codes(p_activities := p_activities, p_travel := p_travel)),

aggregate_cells as materialized (
    from mart_aggregate_cells(
        p_survey := p_survey,
        p_years := p_years,
        p_by := p_by,
        p_day_types := p_day_types,
        p_filter_sex := p_filter_sex, p_filter_age_group := p_filter_age_group,
        p_filter_education := p_filter_education, p_filter_employment := p_filter_employment,
        p_filter_income_fifth := p_filter_income_fifth, p_filter_household_type := p_filter_household_type,
        p_filter_region := p_filter_region
    )
),

year_cells as materialized (
    from mart_year_cells(p_survey := p_survey, p_years := p_years, p_by := p_by, p_filter_sex := p_filter_sex)
),

diary_values as not materialized (from mart_activity_values(p_travel := p_travel)),
held as not materialized (from mart_held()),
several_units as materialized (from mart_several_units()),

-- Sums by year and sex are held of some surveys: where nothing else is asked for they answer, and no diary is looked at.
strata as materialized (
    from mart_strata(
        p_survey := p_survey,
        p_by_year := held_by_year(p_survey, p_activities, p_by, coalesce(
            p_day_types, p_filter_age_group, p_filter_education, p_filter_employment, p_filter_income_fifth,
            p_filter_household_type, p_filter_region
        ))
    )
),

value_strata as materialized (
    from mart_minutes_strata(
        p_survey := p_survey, p_travel := p_travel,
        p_by_year := held_by_year(p_survey, p_activities, p_by, coalesce(
            p_day_types, p_filter_age_group, p_filter_education, p_filter_employment, p_filter_income_fifth,
            p_filter_household_type, p_filter_region
        ))
    )
),

labels as materialized (
    from mart_labels(
        p_survey := p_survey, p_by := p_by,
        p_by_year := held_by_year(p_survey, p_activities, p_by, coalesce(
            p_day_types, p_filter_age_group, p_filter_education, p_filter_employment, p_filter_income_fifth,
            p_filter_household_type, p_filter_region
        ))
    )
),

replicate_totals as materialized (
    from mart_replicate_minutes(
        p_years := p_years, p_filter_sex := p_filter_sex, p_travel := p_travel,
        p_summed := summed_by_year_and_sex(p_by, coalesce(
            p_day_types, p_filter_age_group, p_filter_education, p_filter_employment, p_filter_income_fifth,
            p_filter_household_type, p_filter_region
        ))
    )
),

measured as materialized (from mart_measured(p_survey := p_survey)),
estimates as materialized (from mart_estimates(p_profile := p_profile)),

years as (
    select survey_id, count(*) as n_years
    from core_survey_years
    where p_years is null or list_contains(p_years, year)
    group by survey_id
),

asked as materialized (from mart_asked_of_all(p_survey := p_survey))

select
    t.survey_id,
    s.country_code,
    t.year, t.month, t.weekday, t.day_type, t.sex, t.age as age_years, t.age_group, t.education, t.employment,
    t.income_fifth, t.household_type, t.region,
    t.selection_code as activity_code,
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
    t.total * u.hours_bn as total_hours_bn,
    t.total_se * u.hours_bn as total_hours_bn_se,
    t.total_ci_low * u.hours_bn as total_hours_bn_ci_low,
    t.total_ci_high * u.hours_bn as total_hours_bn_ci_high,
    t.total_share as total_hours_share,
    t.total_share_se as total_hours_share_se,
    t.total_share_ci_low as total_hours_share_ci_low,
    t.total_share_ci_high as total_hours_share_ci_high,
    t.n_persons,
    t.n_diaries,
    t.n_participants,
    t.effective_n,
    t.design_effect,
    t.kish_effective_n,
    t.quality_flag,
    t.participant_flag as participant_quality_flag,
    s.design_method as variance_method,
    s.is_synthetic,
    nullif(concat_ws(',', nullif(s.note_codes, ''), case when s.weight_unit = 'relative' then 'relative_weights' end), '')
        as notes,
    t.missing_reason,
    s.dataset_id,
from mart_told() t
left join core_surveys s using (survey_id)
left join (
    -- What a weighted minute is in billions of hours a year; relative weights do not add up to a population.
    select
        survey_id,
        1 / nullif(60 * 1e9 * case when list_contains(p_by, 'year') then 1 else n_years end, 0) as hours_bn,
    from years
    join core_surveys using (survey_id)
    where weight_unit = 'person_days'
) u using (survey_id)
order by t.survey_id, t.year, t.month, t.weekday, t.day_type, t.sex, t.age, t.age_group, t.education, t.employment,
    t.income_fifth, t.household_type, t.region, t.selection_no
