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
    select p.*, coalesce(o.code_meant, c.activity_code, n.activity_code) as activity_code,
    from places as p
    left join own_codes as o using (code_text)
    left join coded as c using (code_text)
    left join named as n on n.said = lower(p.code_text)
),

-- Which rows of a day hold which others, leaving out what lies within another row of the same whole.
held as (
    select w.cell_no as whole_no, p.cell_no as part_no, p.value
    from known as w
    inner join core_activity_members as m
        on m.selection_code = w.activity_code and m.activity_code <> w.activity_code and not m.is_travel
    inner join known as p
        on p.activity_code = m.activity_code and p.country_code = w.country_code and p.survey_year = w.survey_year
        and p.sex = w.sex
),

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
    k.*,
    greatest(k.value - coalesce(t.value, 0), 0) as minutes,
from known as k
left join told_apart as t using (cell_no)
