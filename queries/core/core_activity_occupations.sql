-- The occupation whose wage prices each activity, and the general domestic worker of each scheme.
select
    a.activity_code,
    a.scheme,
    a.occupation_code as specialist_code,
    a.fallback_code,
    g.occupation_code as generalist_code,
    case when a.hybrid_rule = 'generalist' then g.occupation_code else a.occupation_code end as hybrid_code,
    e.occupation_code as economy_code,
    a.reason_en,
    a.reason_ko,
from stg_occupations__activities a
join stg_occupations__roles g on g.scheme = a.scheme and g.role = 'generalist'
join stg_occupations__roles e on e.scheme = a.scheme and e.role = 'economy'
