-- Shares of people who are poor in time on their diary day, by definition, in groups, with intervals.
-- grain: one row per survey, definition and group
-- Work is paid and unpaid work with its travel, free time what is left to leisure; the lines are multiples of the median of all people of the survey, which is taken as known.
-- time_and_income: little free time and among the poorest fifth by income; time_alone: little free time and not among them. One day is not a habit.
-- p_grouping: all, sex, age_group, education, employment, household_type, income_fifth, region.
create or replace macro time_poverty(
    p_survey varchar := null,
    p_grouping varchar := 'all',
    p_years integer[] := null,
    p_profile varchar := 'default'
) as table
with diary_domain as materialized (
    from mart_diary_domain(p_survey := p_survey, p_years := p_years, p_by := [p_grouping])
),

codes as materialized (
    select
        generate_subscripts(listed, 1)::usmallint as selection_no,
        unnest(listed) as selection_code,
    from (select ['work_15', 'work_20', 'leisure_50', 'leisure_60', 'leisure_70', 'time_and_income', 'time_alone'] as listed)
),

day_minutes as materialized (
    select
        d.diary_key,
        any_value(d.survey_id) as survey_id,
        any_value(d.weight) as weight,
        coalesce(fsum(m.minutes) filter (a.is_unpaid_work or a.group_code = 'paid'), 0) as work,
        coalesce(fsum(m.minutes) filter (a.group_code = 'leisure'), 0) as leisure,
    from diary_domain d
    join core_diary_minutes m using (diary_key)
    join core_activities a using (activity_code)
    group by d.diary_key
),

ranked as (
    select
        survey_id,
        work,
        leisure,
        fsum(weight) over (partition by survey_id order by work) / nullif(fsum(weight) over everyone, 0) as work_place,
        fsum(weight) over (partition by survey_id order by leisure) / nullif(fsum(weight) over everyone, 0) as leisure_place,
    from day_minutes
    window everyone as (partition by survey_id)
),

medians as (
    select
        survey_id,
        min(work) filter (work_place >= p.percentile_middle) as work,
        min(leisure) filter (leisure_place >= p.percentile_middle) as leisure,
    from ranked
    cross join core_parameters p
    group by survey_id
),

lines as (
    select
        c.selection_no,
        c.selection_code,
        m.survey_id,
        case c.selection_code
            when 'work_15' then m.work * p.time_poor_work_low
            when 'work_20' then m.work * p.time_poor_work_high
            when 'leisure_50' then m.leisure * p.time_poor_leisure_low
            when 'leisure_70' then m.leisure * p.time_poor_leisure_high
            else m.leisure * p.time_poor_leisure_middle
        end as threshold_minutes,
    from codes c
    cross join medians m
    cross join core_parameters p
),

diary_values as (
    select l.selection_no, y.diary_key, 1::double as value,
    from lines l
    join day_minutes y using (survey_id)
    join core_diaries d using (diary_key)
    where case
        when starts_with(l.selection_code, 'work') then y.work > l.threshold_minutes
        else y.leisure < l.threshold_minutes
    end
        and case l.selection_code
            when 'time_and_income' then d.income_fifth = '1'
            when 'time_alone' then d.income_fifth <> '1'
            else true
        end
),

estimates as materialized (
    from mart_estimates_of_values(p_profile := p_profile, p_survey := p_survey)
),

counted as (
    select
        e.survey_id,
        c.selection_code as time_definition,
        coalesce(l.sex, l.age_group, l.education, l.employment, l.household_type, l.income_fifth, l.region, 'all') as class_group,
        e.participation as time_poor_share,
        e.participation_se as time_poor_share_se,
        e.participation_ci_low as time_poor_share_ci_low,
        e.participation_ci_high as time_poor_share_ci_high,
        t.threshold_minutes,
        e.n_persons,
        e.quality_flag,
        e.missing_reason,
        s.dataset_id,
    from estimates e
    join codes c using (selection_no)
    join lines t on t.survey_id = e.survey_id and t.selection_no = e.selection_no
    join mart_cell_labels(p_by := [p_grouping]) l on l.cell = e.cell
    join core_surveys s on s.survey_id = e.survey_id
    where p_grouping = 'all'
        or coalesce(l.sex, l.age_group, l.education, l.employment, l.household_type, l.income_fifth, l.region) is not null
    union all by name
    select
        h.survey_id,
        h.time_definition,
        h.class_group,
        h.time_poor_share,
        h.time_poor_share_se,
        logit_bound(h.time_poor_share, h.time_poor_share_se, -p.confidence_z) as time_poor_share_ci_low,
        logit_bound(h.time_poor_share, h.time_poor_share_se, p.confidence_z) as time_poor_share_ci_high,
        h.threshold_minutes,
        h.n_persons,
        h.dataset_id,
    from core_time_poverty h
    cross join core_parameters p
    where (p_survey is null or h.survey_id = p_survey) and h.class_grouping = p_grouping and p_years is null
)

select
    coalesce(n.survey_id, p_survey) as survey_id,
    s.country_code,
    n.time_definition,
    p_grouping as class_grouping,
    n.class_group,
    n.time_poor_share,
    n.time_poor_share_se,
    n.time_poor_share_ci_low,
    n.time_poor_share_ci_high,
    n.threshold_minutes,
    n.n_persons,
    n.quality_flag,
    s.is_synthetic,
    case when s.survey_id is null then 'unknown_survey' when n.survey_id is null then 'no_microdata' else n.missing_reason end
        as missing_reason,
    n.dataset_id,
from (select survey_id from core_surveys where p_survey is null union all select p_survey where p_survey is not null) asked
left join counted n on n.survey_id = asked.survey_id
left join core_surveys s on s.survey_id = asked.survey_id
order by asked.survey_id, n.time_definition, n.class_group
