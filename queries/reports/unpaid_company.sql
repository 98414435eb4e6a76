-- With whom people do their unpaid work: minutes a day in each company, with intervals, from diaries with clock times.
-- grain: one row per survey and company
-- An episode may be with several kinds of people, so the minutes overlap and do not add up.
create or replace macro unpaid_company(
    p_survey varchar := null,
    p_profile varchar := 'default'
) as table
with diary_domain as materialized (
    from mart_diary_domain(p_survey := p_survey)
),

codes as materialized (
    select
        generate_subscripts(listed, 1)::usmallint as selection_no,
        unnest(listed) as selection_code,
    from (select ['alone', 'partner', 'child', 'household', 'others'] as listed)
),

diary_values as (
    select c.selection_no, e.diary_key, fsum(e.end_minute - e.start_minute) as value,
    from core_episodes e
    join diary_domain d using (diary_key)
    join core_activities a on a.activity_code = e.activity_code and a.is_unpaid_work
    cross join codes c
    where case c.selection_code
        when 'alone' then e.with_alone
        when 'partner' then e.with_partner
        when 'child' then e.with_child
        when 'household' then e.with_household
        else e.with_others
    end
    group by c.selection_no, e.diary_key
),

estimates as materialized (
    from mart_estimates_of_values(p_profile := p_profile, p_survey := p_survey)
)

select
    asked.survey_id,
    s.country_code,
    c.selection_code as company,
    case when t.has_company then e.mean end as mean_minutes,
    case when t.has_company then e.mean_se end as mean_minutes_se,
    case when t.has_company then e.mean_ci_low end as mean_minutes_ci_low,
    case when t.has_company then e.mean_ci_high end as mean_minutes_ci_high,
    e.n_persons,
    e.quality_flag,
    s.is_synthetic,
    case
        when s.survey_id is null then 'unknown_survey'
        when not s.has_episodes then 'no_clock_times'
        when t.survey_id is null then 'no_microdata'
        when not t.has_company then 'no_company'
        else e.missing_reason
    end as missing_reason,
    s.dataset_id,
from (select survey_id from core_surveys where p_survey is null union all select p_survey where p_survey is not null) asked
cross join codes c
left join core_surveys s using (survey_id)
left join core_told_by_episodes t using (survey_id)
left join estimates e on e.survey_id = asked.survey_id and e.selection_no = c.selection_no
order by asked.survey_id, c.selection_no
