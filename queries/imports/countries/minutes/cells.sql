-- Rows of minutes with the activity by the visitor's own codes, by the code of a classification or by its title.
-- minutes: what of the row no other row of the same day tells apart, so that nothing is counted twice.
with texts as (
    select distinct code_text
    from places
),

coded as (
    select t.code_text, arg_max(c.activity_code, length(c.code_prefix)) as activity_code,
    from texts as t
    inner join core_classification_codes as c
        on c.classification = getvariable('classification')
        and case when c.classification = 'harmonised' then c.code_prefix = t.code_text
            else starts_with(t.code_text, c.code_prefix) end
    group by t.code_text
),

titled as (
    select lower(unnest([title_en, title_ko])) as said, activity_code,
    from core_activities
),

named as (
    select said, min(activity_code) as activity_code,
    from titled
    group by said
),

known as (
    select
        p.*,
        case when o.code_meant is null then coalesce(c.activity_code, n.activity_code) else a.activity_code end as activity_code,
        -- A code of a classification, which may have parts: an activity of its own name is the same in every spelling.
        case when o.code_meant is null and getvariable('classification') <> 'harmonised' and c.activity_code is not null
            then p.code_text end as code,
        case when o.code_meant is null and code is null then coalesce(c.activity_code, n.activity_code)
            else lower(p.code_text) end as told_as,
    from places as p
    left join own_codes as o using (code_text)
    left join core_activities as a on a.activity_code = o.code_meant
    left join coded as c using (code_text)
    left join named as n on n.said = lower(p.code_text)
),

counted as (
    select
        *,
        coalesce(value between 0 and 1440, false) as is_of_a_day,
        case when is_of_a_day then row_number() over (
            partition by country_code, survey_year, sex, activity_code, told_as, is_of_a_day order by cell_no
        ) end as time_met,
    from known
),

days as (
    from counted
    where time_met = 1
),

-- Which rows of a day hold which others: by their activities, or by their codes, of which a part begins with its whole's.
held as (
    select w.cell_no as whole_no, p.cell_no as part_no, p.value
    from days as w
    inner join core_activity_members as m
        on m.selection_code = case w.activity_code when 'unpaid_total' then 'unpaid_work' else w.activity_code end
        and m.activity_code <> w.activity_code and not m.is_travel
    inner join days as p
        on p.activity_code = m.activity_code and p.country_code = w.country_code and p.survey_year = w.survey_year
        and p.sex = w.sex
    union
    select w.cell_no, p.cell_no, p.value
    from days as w
    inner join days as p
        on p.country_code = w.country_code and p.survey_year = w.survey_year and p.sex = w.sex
        and p.code <> w.code and starts_with(p.code, w.code)
),

-- What lies within another row of the same whole is told apart there.
told_apart as (
    select h.whole_no as cell_no, fsum(h.value) as value
    from held as h
    anti join (
        select o.whole_no, i.part_no
        from held as o
        inner join held as i on i.whole_no = o.part_no
    ) as deeper using (whole_no, part_no)
    group by all
)

select
    c.*,
    greatest(c.value - coalesce(t.value, 0), 0) as minutes,
from counted as c
left join told_apart as t using (cell_no)
