-- Quantiles of the minutes a day of any activity in any group, of everyone or of those who do it that day, with Woodruff intervals.
-- grain: one row per survey, group, activity and probability
-- A quantile is the least value at or below which at least that share of the weight lies (R svyquantile: qrule = "math").
-- Its interval holds the values at the ends of the interval of that share; its standard error is the width over twice z. Only the number of people suppresses.
create or replace macro activity_quantile(
    p_survey varchar := null,
    p_years integer[] := null,
    p_activities varchar[] := ['unpaid_work'],
    p_by varchar[] := [],
    p_probabilities double[] := [0.1, 0.25, 0.5, 0.75, 0.9],
    p_base varchar := 'everyone',
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
diary_values as (from mart_activity_values(p_travel := p_travel)),
held as materialized (from mart_held()),
distribution as materialized (from mart_value_distribution(p_base := p_base)),

probabilities as (
    select generate_subscripts(p_probabilities, 1)::usmallint as probability_no, unnest(p_probabilities) as probability,
),

quantiles as materialized (
    -- question_no numbers activity and probability together: each is a share of its own, with a variance of its own.
    select *, ((selection_no - 1) * n_probabilities + probability_no)::usmallint as question_no,
    from (
        select
            d.cell,
            d.selection_no,
            p.probability,
            p.probability_no,
            p.n_probabilities,
            min(d.value) filter (d.share_up_to >= p.probability) as quantile,
        from distribution d
        cross join (select *, count(*) over () as n_probabilities from probabilities) p
        group by all
    )
),

above as materialized (
    -- Of everyone: 1 for those above the quantile. Of participants: 1 for each and 1 more for those above, so that their mean is 1 more than the share.
    select
        h.* replace (
            q.question_no as selection_no,
            (case when p_base = 'participants' then 1 else 0 end + case when h.value > q.quantile then 1 else 0 end)::double
                as value
        ),
    from held h
    join quantiles q on q.cell = h.cell and q.selection_no = h.selection_no
    where p_base = 'participants' or h.value > q.quantile
),

questions as materialized (
    select distinct question_no as selection_no from quantiles
),

participants as (
    select selection_no, cell, count(distinct person_key) as n_participants,
    from held
    group by selection_no, cell
),

several_units as materialized (from mart_several_units()),
strata as materialized (from mart_domain_strata(p_survey := p_survey)),
value_strata as materialized (from mart_value_strata(p_held := 'above', p_survey := p_survey)),
replicate_totals as materialized (from mart_replicate_totals(p_held := 'above')),

measured as (
    -- What mart_measured counts as participants are, of everyone, those above the quantile.
    select
        m.survey_id,
        m.cell,
        q.selection_no,
        q.probability,
        q.quantile,
        m.n_persons,
        coalesce(p.n_participants, 0) as n_participants,
        1 - case when p_base = 'participants' then m.participant_mean - 1 else m.mean end as share,
        case when p_base = 'participants' then m.participant_mean_se else m.mean_se end as share_se,
        case when p_base = 'participants' then coalesce(p.n_participants, 0) else m.n_persons end as n_base,
    from mart_measured(p_codes := 'questions', p_survey := p_survey) m
    join quantiles q on q.cell = m.cell and q.question_no = m.selection_no
    left join participants p on p.cell = q.cell and p.selection_no = q.selection_no
),

bounded as materialized (
    select
        m.*,
        case when f.profile is null then 'suppressed'
            else quality_flag(m.n_base, null, f.n_suppress_below, f.n_caution_below, null, null) end as quality_flag,
        case when m.share - p.confidence_z * m.share_se >= 0 then m.share - p.confidence_z * m.share_se end as share_low,
        case when m.share + p.confidence_z * m.share_se <= 1 then m.share + p.confidence_z * m.share_se end as share_high,
        p.confidence_z,
    from measured m
    cross join core_parameters p
    left join core_suppression_profiles f on f.profile = p_profile
),

ends as (
    select
        b.cell,
        b.selection_no,
        b.probability,
        min(d.value) filter (d.share_up_to >= b.share_low) as low,
        min(d.value) filter (d.share_up_to >= b.share_high) as high,
    from bounded b
    join distribution d on d.cell = b.cell and d.selection_no = b.selection_no
    group by b.cell, b.selection_no, b.probability
),

told as (
    select b.*, e.low, e.high, l.* exclude (cell, survey_id), a.selection_code,
        case when b.quality_flag = 'suppressed' then 'suppressed' end as missing_reason,
    from bounded b
    join ends e on e.cell = b.cell and e.selection_no = b.selection_no and e.probability = b.probability
    join mart_cell_labels(p_by := p_by) l on l.cell = b.cell
    join mart_asked(p_survey := p_survey) a on a.survey_id = b.survey_id and a.selection_no = b.selection_no
    where a.missing_reason is null
    union all by name
    select survey_id, selection_no, selection_code, coalesce(missing_reason, 'no_diaries') as missing_reason
    from mart_asked(p_survey := p_survey)
    where missing_reason is not null or survey_id not in (select survey_id from bounded)
)

select
    t.survey_id,
    s.country_code,
    t.year, t.month, t.weekday, t.day_type, t.sex, t.age as age_years, t.age_group, t.education, t.employment,
    t.income_fifth, t.household_type, t.region,
    t.selection_code as activity_code,
    p_base as base,
    t.probability,
    case when t.missing_reason is null then t.quantile end as quantile_minutes,
    case when t.missing_reason is null then (t.high - t.low) / nullif(2 * t.confidence_z, 0) end as quantile_minutes_se,
    case when t.missing_reason is null then t.low end as quantile_minutes_ci_low,
    case when t.missing_reason is null then t.high end as quantile_minutes_ci_high,
    t.n_persons,
    case when t.missing_reason is null then t.n_participants end as n_participants,
    t.quality_flag,
    s.design_method as variance_method,
    s.is_synthetic,
    nullif(s.note_codes, '') as notes,
    t.missing_reason,
    s.dataset_id,
from told t
left join core_surveys s using (survey_id)
order by t.survey_id, t.year, t.month, t.weekday, t.day_type, t.sex, t.age, t.age_group, t.education, t.employment,
    t.income_fifth, t.household_type, t.region, t.selection_no, t.probability
