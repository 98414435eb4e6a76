-- Which occupation prices which activity under each replacement method, and why.
-- grain: one row per activity and occupation scheme
create or replace macro method_occupations(p_schemes varchar[] := ['isco1']) as table
select
    o.activity_code,
    a.group_code,
    o.scheme,
    o.specialist_code,
    o.generalist_code,
    o.hybrid_code,
    o.economy_code,
    o.reason_en,
    o.reason_ko,
    'occupations' as dataset_id,
from core_activity_occupations o
join core_activities a using (activity_code)
where p_schemes is null or list_contains(p_schemes, o.scheme)
order by o.scheme, a.sort_order
