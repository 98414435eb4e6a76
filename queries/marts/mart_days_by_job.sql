-- Minutes a day in each group of activities of people with full-time and part-time jobs: of sums where the survey is held so, else of its diaries.
-- Sums hold either an age or a sex beside the job; with both asked of a survey that is held as sums there are no rows.
create or replace macro mart_days_by_job(
    p_survey varchar := null, p_sexes varchar[] := null, p_ages varchar[] := null
) as table
with jobs as (
    select unnest(['full_time', 'part_time']) as employment
),

cells as (
    select c.cell_no, c.employment, c.weight,
    from core_aggregate_cells c
    join jobs using (employment)
    where c.survey_id = p_survey
        and c.margin = case when p_ages is null then 'sex,day_type,employment' else 'age_group,employment' end
        and (p_sexes is null or list_contains(p_sexes, c.sex))
        and (p_ages is null or list_contains(p_ages, c.age_group))
),

diaries as (
    select d.diary_key, d.employment, d.weight, k.classification,
    from core_diaries d
    join core_surveys k using (survey_id)
    join jobs using (employment)
    where d.survey_id = p_survey
        and (p_sexes is null or list_contains(p_sexes, d.sex))
        and (p_ages is null or list_contains(p_ages, d.age_group))
),

weights as (
    select employment, fsum(weight) as weight,
    from (select employment, weight from cells union all select employment, weight from diaries)
    group by all
),

totals as (
    select c.employment, s.selection_code as group_code, fsum(s.y) as total,
    from cells c
    join core_aggregate_sums s using (cell_no)
    join core_activity_groups g on g.group_code = s.selection_code
    where not s.with_travel
    group by all
    union all
    select d.employment, a.group_code, fsum(d.weight * m.minutes),
    from diaries d
    join core_diary_minutes m using (diary_key)
    join core_activities a on a.activity_code = coalesce(m.activity_code, 'other')
    group by all
)

select t.employment, t.group_code, t.total / nullif(w.weight, 0) as mean_minutes,
from totals t
join weights w using (employment)
