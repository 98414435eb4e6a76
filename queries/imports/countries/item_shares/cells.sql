-- Rows of shares of people who have an item, with the item of the lists by its code or its title.
with titled as (
    select lower(unnest([list_item_code, title_en, title_ko])) as said, list_item_code,
    from core_lifestyle_lists
),

named as (
    select said, min(list_item_code) as list_item_code,
    from titled
    group by said
)

select
    p.*,
    p.value / nullif(getvariable('divisor'), 0) as share,
    case when o.code_meant is null then n.list_item_code else m.list_item_code end as list_item_code,
from places as p
left join own_codes as o using (code_text)
left join named as n on n.said = lower(p.code_text)
left join named as m on m.said = lower(o.code_meant)
