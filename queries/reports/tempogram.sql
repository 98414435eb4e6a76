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

strata as materialized (
    from mart_domain_strata(p_survey := p_survey)
    union all by name
    from mart_aggregate_strata()
),

cells as (
    select
        survey_id,
        cell,
        fsum(n_persons)::bigint as n_persons,
        fsum(n_diaries)::bigint as n_diaries,
        fsum(w) as w,
        fsum(psu_product(n_psu, ww, w, w)) as v_ww,
    from strata
    group by survey_id, cell
),

sums as (
    select
        t.selection_no,
        t.cell,
        t.step,
        fsum(t.y) as y,
        fsum(psu_product(s.n_psu, t.yy, t.y, t.y)) as v_yy,
        fsum(psu_product(s.n_psu, t.yw, t.y, s.w)) as v_yw,
    from (
        from mart_tempogram_sums(p_step_minutes := p_step_minutes)
        union all by name
        from mart_aggregate_steps(p_step_minutes := p_step_minutes)
    ) t
    join strata s on s.cell = t.cell and s.stratum_key = t.stratum_key
    group by t.selection_no, t.cell, t.step
),

asked as materialized (
    select
        a.*,
        case when not k.has_episodes then 'no_clock_times' else a.missing_reason end as reason,
    from (
        from mart_asked(p_survey := p_survey)
        where missing_reason is distinct from 'no_microdata'
        union all by name
        from mart_aggregate_asked(p_survey := p_survey, p_step_minutes := p_step_minutes)
    ) a
    left join core_surveys k using (survey_id)
),

shares as (
    select
        c.survey_id,
        c.cell,
        a.selection_no,
        a.selection_code,
        g.step,
        c.n_persons,
        c.n_diaries,
        case
            when f.profile is null or c.w is null then 'suppressed'
            else quality_flag(c.n_persons, null, f.n_suppress_below, f.n_caution_below, null, null)
        end as quality_flag,
        least(coalesce(s.y, 0) / nullif(c.w, 0), 1) as share,
        standard_error(ratio_variance(coalesce(s.y, 0), c.w, coalesce(s.v_yy, 0), coalesce(s.v_yw, 0), c.v_ww)) as se,
    from cells c
    join asked a on a.survey_id = c.survey_id and a.reason is null
    cross join (select unnest(range(step_of(1440 + p_step_minutes - 1, p_step_minutes))) as step) g
    left join sums s on s.cell = c.cell and s.selection_no = a.selection_no and s.step = g.step
    left join core_suppression_profiles f on f.profile = p_profile
),

told as (
    select
        s.* replace (
            case when quality_flag <> 'suppressed' then share end as share,
            case when quality_flag <> 'suppressed' then se end as se
        ),
        case when quality_flag = 'suppressed' then 'suppressed' end as missing_reason,
        l.* exclude (cell, survey_id),
    from shares s
    join (
        from mart_cell_labels(p_by := p_by)
        union all
        from mart_aggregate_labels()
    ) l on l.cell = s.cell
    union all by name
    select survey_id, selection_no, selection_code, coalesce(reason, 'no_diaries') as missing_reason
    from asked
    where reason is not null or survey_id not in (select survey_id from cells)
)

select
    t.survey_id,
    s.country_code,
    t.year, t.month, t.weekday, t.day_type, t.sex, t.age as age_years, t.age_group, t.education, t.employment,
    t.income_fifth, t.household_type, t.region,
    t.selection_code as activity_code,
    (t.step * p_step_minutes)::integer as start_minute,
    least((t.step + 1) * p_step_minutes, 1440)::integer as end_minute,
    clock_time(t.step * p_step_minutes, s.day_start_minute) as clock_time,
    t.share as people_share,
    t.se as people_share_se,
    logit_bound(t.share, t.se, -p.confidence_z) as people_share_ci_low,
    logit_bound(t.share, t.se, p.confidence_z) as people_share_ci_high,
    t.n_persons,
    t.n_diaries,
    t.quality_flag,
    s.design_method as variance_method,
    s.is_synthetic,
    nullif(s.note_codes, '') as notes,
    t.missing_reason,
    s.dataset_id,
from told t
left join core_surveys s using (survey_id)
cross join core_parameters p
order by t.survey_id, t.year, t.month, t.weekday, t.day_type, t.sex, t.age, t.age_group, t.education, t.employment,
    t.income_fifth, t.household_type, t.region, t.selection_no, t.step
