-- The share of people at each activity through the day, step by step, in any group, from diary microdata with clock times, with intervals.
-- grain: one row per survey, group, activity and step
-- A diary counts in a step by the part of the step it spends at the activity: the shares times their minutes add up to the mean minutes of the day.
-- Only the number of people suppresses here: the coefficient of variation of a share near zero says nothing about it.
create or replace macro tempogram(
    p_survey varchar := null,
    p_years integer[] := null,
    p_activities varchar[] := [
        'personal', 'paid', 'study', 'housework', 'shopping', 'care', 'community', 'travel', 'own_use', 'leisure', 'other'
    ],
    p_by varchar[] := [],
    p_step_minutes integer := 10,
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
        p_step_minutes := p_step_minutes,
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

several_units as materialized (from mart_several_units()),

strata as materialized (from mart_strata(p_survey := p_survey)),

cells as materialized (
    select
        c.*,
        case
            when f.profile is null or c.w is null then 'suppressed'
            else quality_flag(c.n_persons, null, f.n_suppress_below, f.n_caution_below, null, null)
        end as quality_flag,
    from (
        select
            survey_id,
            cell,
            fsum(n_persons)::bigint as n_persons,
            fsum(n_diaries)::bigint as n_diaries,
            fsum(w) as w,
            fsum(psu_product(n_psu, ww, w, w)) as v_ww,
        from strata
        group by survey_id, cell
    ) c
    left join core_suppression_profiles f on f.profile = p_profile
),

sums as (
    select
        t.selection_no,
        t.cell,
        t.step,
        fsum(t.y) as y,
        fsum(psu_product(s.n_psu, t.yy, t.y, t.y)) as v_yy,
        fsum(psu_product(s.n_psu, t.yw, t.y, s.w)) as v_yw,
    from mart_steps(p_survey := p_survey, p_step_minutes := p_step_minutes) t
    join strata s on s.cell = t.cell and s.stratum_key = t.stratum_key
    group by t.selection_no, t.cell, t.step
),

asked as (
    select
        a.survey_id,
        a.selection_no,
        a.selection_code,
        case when not s.has_episodes then 'no_clock_times' else a.missing_reason end as reason,
        s.country_code, s.day_start_minute, s.design_method, s.is_synthetic, s.note_codes, s.dataset_id,
    from mart_asked_of_all(p_survey := p_survey, p_step_minutes := p_step_minutes) a
    left join core_surveys s using (survey_id)
),

shares as (
    select
        g.cell,
        g.selection_no,
        g.step,
        least(coalesce(s.y, 0) / nullif(g.w, 0), 1) as share,
        standard_error(ratio_variance(coalesce(s.y, 0), g.w, coalesce(s.v_yy, 0), coalesce(s.v_yw, 0), g.v_ww)) as se,
    from (
        select
            c.cell, a.selection_no, c.w, c.v_ww,
            unnest(range(step_of(1440 + p_step_minutes - 1, p_step_minutes)))::integer as step,
        from asked a
        join cells c on c.survey_id = a.survey_id and a.reason is null
    ) g
    left join sums s on s.cell = g.cell and s.selection_no = g.selection_no and s.step = g.step
)

select
    a.survey_id,
    a.country_code,
    l.year, l.month, l.weekday, l.day_type, l.sex, l.age as age_years, l.age_group, l.education, l.employment,
    l.income_fifth, l.household_type, l.region,
    a.selection_code as activity_code,
    (s.step * p_step_minutes)::integer as start_minute,
    least((s.step + 1) * p_step_minutes, 1440)::integer as end_minute,
    clock_time(s.step * p_step_minutes, a.day_start_minute) as clock_time,
    case when c.quality_flag <> 'suppressed' then s.share end as people_share,
    case when c.quality_flag <> 'suppressed' then s.se end as people_share_se,
    case when c.quality_flag <> 'suppressed' then logit_bound(s.share, s.se, -p.confidence_z) end as people_share_ci_low,
    case when c.quality_flag <> 'suppressed' then logit_bound(s.share, s.se, p.confidence_z) end as people_share_ci_high,
    c.n_persons,
    c.n_diaries,
    c.quality_flag,
    a.design_method as variance_method,
    a.is_synthetic,
    nullif(a.note_codes, '') as notes,
    case
        when c.quality_flag = 'suppressed' then 'suppressed'
        when c.cell is null then coalesce(a.reason, 'no_diaries')
    end as missing_reason,
    a.dataset_id,
from asked a
left join cells c on c.survey_id = a.survey_id and a.reason is null
left join mart_labels(p_survey := p_survey, p_by := p_by) l on l.cell = c.cell
left join shares s on s.cell = c.cell and s.selection_no = a.selection_no
cross join core_parameters p
order by a.survey_id, l.year, l.month, l.weekday, l.day_type, l.sex, l.age, l.age_group, l.education, l.employment,
    l.income_fifth, l.household_type, l.region, a.selection_no, s.step
