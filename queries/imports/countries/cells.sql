-- Every row of a table of countries with the country by its code or name, and the activity by its code or title.
with countries as (
    select country_code, lower(unnest([country_code, name_en, name_ko])) as said
    from core_countries
),

activities as (
    select activity_code, lower(unnest([title_en, title_ko])) as said
    from core_activities
),

coded as (
    select
        r.source_row,
        arg_max(c.activity_code, length(c.code_prefix)) as activity_code,
    from table_rows as r
    inner join core_classification_codes as c
        on c.classification = getvariable('classification')
        and case when c.classification = 'harmonised' then c.code_prefix = r.activity_text
            else starts_with(r.activity_text, c.code_prefix) end
    group by r.source_row
),

titled as (
    select r.source_row, min(a.activity_code) as activity_code
    from table_rows as r
    inner join activities as a on a.said = lower(r.activity_text)
    group by r.source_row
),

placed as (
    select r.source_row, min(c.country_code) as country_code
    from table_rows as r
    inner join countries as c on c.said = lower(r.country_text)
    group by r.source_row
)

select
    r.*,
    p.country_code,
    coalesce(o.activity_code, c.activity_code, t.activity_code) as activity_code,
from table_rows as r
left join placed as p using (source_row)
left join own_codes as o on o.code = r.activity_text
left join coded as c using (source_row)
left join titled as t using (source_row)
