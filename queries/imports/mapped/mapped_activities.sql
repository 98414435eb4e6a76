-- Activities of a list of codes of one's own as harmonised activities, by the longest prefix; others keep their code.
with codes as (
    select distinct source_code as code
    from mapped_rows
    where source_code is not null
    union
    select distinct secondary_code
    from mapped_rows
    where secondary_code is not null
),

known as (
    select c.code, arg_max(o.activity_code, length(o.prefix)) as activity_code
    from codes c
    join own_codes o on starts_with(c.code, o.prefix)
    group by c.code
)

select
    m.* replace (
        coalesce(k.activity_code, m.source_code) as source_code,
        coalesce(s.activity_code, m.secondary_code) as secondary_code
    ),
from mapped_rows m
left join known k on k.code = m.source_code
left join known s on s.code = m.secondary_code
