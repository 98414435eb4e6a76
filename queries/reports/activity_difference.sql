-- The difference between two groups in minutes a day, participation and minutes of participants, and the ratio of their minutes, each with its own standard error and interval.
-- grain: one row per survey, group and activity
-- p_column is the column compared, p_group_a less p_group_b its two values; p_by splits the comparison further. The covariance of the two groups is in the standard errors.
create or replace macro activity_difference(
    p_survey varchar := null,
    p_years integer[] := null,
    p_activities varchar[] := ['unpaid_work'],
    p_column varchar := 'sex',
    p_group_a varchar := 'women',
    p_group_b varchar := 'men',
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
        p_by := list_append(p_by, p_column),
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
        p_by := list_append(p_by, p_column),
        p_day_types := p_day_types,
        p_filter_sex := p_filter_sex, p_filter_age_group := p_filter_age_group,
        p_filter_education := p_filter_education, p_filter_employment := p_filter_employment,
        p_filter_income_fifth := p_filter_income_fifth, p_filter_household_type := p_filter_household_type,
        p_filter_region := p_filter_region
    )
),

diary_values as not materialized (from mart_activity_values(p_travel := p_travel)),
held as not materialized (from mart_held()),
several_units as materialized (from mart_several_units()),

strata as materialized (from mart_strata(p_survey := p_survey)),
value_strata as materialized (from mart_minutes_strata(p_survey := p_survey, p_travel := p_travel)),
labels as materialized (from mart_labels(p_survey := p_survey, p_by := list_append(p_by, p_column))),

replicate_totals as materialized (
    from mart_replicate_minutes(
        p_years := p_years, p_filter_sex := p_filter_sex, p_travel := p_travel,
        p_summed := summed_by_year_and_sex(list_append(p_by, p_column), coalesce(
            p_day_types, p_filter_age_group, p_filter_education, p_filter_employment, p_filter_income_fifth,
            p_filter_household_type, p_filter_region
        ))
    )
),

measured as materialized (from mart_measured(p_survey := p_survey)),
estimates as materialized (from mart_estimates(p_profile := p_profile)),

sides as materialized (
    from mart_sides(p_labels := 'labels', p_column := p_column, p_group_a := p_group_a, p_group_b := p_group_b)
),

contrasts as (from mart_contrasts(p_survey := p_survey)),

asked as materialized (from mart_asked_of_all(p_survey := p_survey)),

compared as (
    select
        a.survey_id, a.selection_no, sa.pair, a.cell,
        a.mean as mean_a, b.mean as mean_b,
        a.participation as participation_a, b.participation as participation_b,
        a.participant_mean as participant_mean_a, b.participant_mean as participant_mean_b,
        a.n_persons as n_persons_a, b.n_persons as n_persons_b,
        case
            when 'suppressed' in (a.quality_flag, b.quality_flag) then 'suppressed'
            when 'caution' in (a.quality_flag, b.quality_flag) then 'caution'
            else 'ok'
        end as quality_flag,
        coalesce(a.missing_reason, b.missing_reason) as missing_reason,
        standard_error(c.mean_difference_variance) as mean_difference_se,
        standard_error(c.mean_ratio_variance) as mean_ratio_se,
        standard_error(c.participation_difference_variance) as participation_difference_se,
        standard_error(c.participant_mean_difference_variance) as participant_mean_difference_se,
    from estimates a
    join sides sa on sa.cell = a.cell and sa.sign = 1
    join sides sb on sb.pair = sa.pair and sb.sign = -1
    join estimates b on b.cell = sb.cell and b.selection_no = a.selection_no
    join contrasts c on c.pair = sa.pair and c.selection_no = a.selection_no
),

labelled as (
    select
        c.* replace (
            case when mean_a - mean_b is not null then mean_difference_se end as mean_difference_se,
            case when mean_a / nullif(mean_b, 0) is not null then mean_ratio_se end as mean_ratio_se,
            case when participation_a - participation_b is not null then participation_difference_se end
                as participation_difference_se,
            case when participant_mean_a - participant_mean_b is not null then participant_mean_difference_se end
                as participant_mean_difference_se
        ),
        l.* exclude (cell, survey_id),
    from compared c
    join labels l on l.cell = c.cell
),

told as (
    select
        a.survey_id,
        a.selection_no,
        a.selection_code,
        c.* exclude (survey_id, selection_no, missing_reason),
        coalesce(a.missing_reason, c.missing_reason, case when c.cell is null then 'group_without_diaries' end) as missing_reason,
    from asked a
    left join labelled c on c.survey_id = a.survey_id and c.selection_no = a.selection_no and a.missing_reason is null
)

select
    t.survey_id,
    s.country_code,
    case when p_column <> 'year' then t.year end as year, case when p_column <> 'month' then t.month end as month,
    case when p_column <> 'weekday' then t.weekday end as weekday,
    case when p_column <> 'day_type' then t.day_type end as day_type,
    case when p_column <> 'sex' then t.sex end as sex, case when p_column <> 'age' then t.age end as age_years,
    case when p_column <> 'age_group' then t.age_group end as age_group,
    case when p_column <> 'education' then t.education end as education,
    case when p_column <> 'employment' then t.employment end as employment,
    case when p_column <> 'income_fifth' then t.income_fifth end as income_fifth,
    case when p_column <> 'household_type' then t.household_type end as household_type,
    case when p_column <> 'region' then t.region end as region,
    p_column as compared_column, p_group_a as group_a, p_group_b as group_b,
    t.selection_code as activity_code,
    t.mean_a as mean_minutes_a, t.mean_b as mean_minutes_b,
    t.mean_a - t.mean_b as mean_minutes_difference,
    t.mean_difference_se as mean_minutes_difference_se,
    t.mean_a - t.mean_b - p.confidence_z * t.mean_difference_se as mean_minutes_difference_ci_low,
    t.mean_a - t.mean_b + p.confidence_z * t.mean_difference_se as mean_minutes_difference_ci_high,
    t.mean_a / nullif(t.mean_b, 0) as mean_minutes_ratio,
    t.mean_ratio_se as mean_minutes_ratio_se,
    t.mean_a / nullif(t.mean_b, 0) - p.confidence_z * t.mean_ratio_se as mean_minutes_ratio_ci_low,
    t.mean_a / nullif(t.mean_b, 0) + p.confidence_z * t.mean_ratio_se as mean_minutes_ratio_ci_high,
    t.participation_a as participation_share_a, t.participation_b as participation_share_b,
    t.participation_a - t.participation_b as participation_share_difference,
    t.participation_difference_se as participation_share_difference_se,
    t.participation_a - t.participation_b - p.confidence_z * t.participation_difference_se
        as participation_share_difference_ci_low,
    t.participation_a - t.participation_b + p.confidence_z * t.participation_difference_se
        as participation_share_difference_ci_high,
    t.participant_mean_a as participant_minutes_a, t.participant_mean_b as participant_minutes_b,
    t.participant_mean_a - t.participant_mean_b as participant_minutes_difference,
    t.participant_mean_difference_se as participant_minutes_difference_se,
    t.participant_mean_a - t.participant_mean_b - p.confidence_z * t.participant_mean_difference_se
        as participant_minutes_difference_ci_low,
    t.participant_mean_a - t.participant_mean_b + p.confidence_z * t.participant_mean_difference_se
        as participant_minutes_difference_ci_high,
    t.n_persons_a, t.n_persons_b,
    t.quality_flag,
    s.design_method as variance_method, s.is_synthetic, nullif(s.note_codes, '') as notes, t.missing_reason, s.dataset_id,
from told t
left join core_surveys s using (survey_id)
cross join core_parameters p
order by t.survey_id, t.year, t.month, t.weekday, t.day_type, t.sex, t.age, t.age_group, t.education, t.employment,
    t.income_fifth, t.household_type, t.region, t.selection_no
