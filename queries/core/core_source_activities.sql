-- The harmonised activity of every code that a diary holds, by the longest prefix of its classification; null: unmapped.
with codes as (
    select distinct s.classification, m.source_code
    from stg_diaries__minutes m
    join stg_diaries__surveys s using (survey_id)
    union
    select distinct s.classification, e.source_code
    from stg_diaries__episodes e
    join stg_diaries__surveys s using (survey_id)
    union
    select distinct s.classification, e.secondary_code
    from stg_diaries__episodes e
    join stg_diaries__surveys s using (survey_id)
    where e.secondary_code is not null
),

prefixes as (
    select classification, source_code as prefix, activity_code
    from stg_activity_crosswalk__leaves
)

select
    c.classification,
    c.source_code,
    case
        when c.source_code = 'gap' then 'other'
        when c.classification = 'harmonised' then any_value(a.activity_code)
        else arg_max(p.activity_code, length(p.prefix))
    end as activity_code,
from codes c
left join prefixes p on p.classification = c.classification and starts_with(c.source_code, p.prefix)
left join core_activities a on a.activity_code = c.source_code
group by c.classification, c.source_code
order by c.classification, c.source_code
