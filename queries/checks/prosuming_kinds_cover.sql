-- Every activity of unpaid work and of goods for own use belongs to exactly one kind of prosuming, and no other activity does
with named as (
    select unnest(activity_codes) as activity_code
    from core_prosuming_kinds
)

select
    coalesce(a.activity_code, n.activity_code) as activity_code,
    count(n.activity_code) as n_kinds,
    any_value(a.is_unpaid_work) as is_unpaid_work,
from core_activities a
full join named n on n.activity_code = a.activity_code
group by all
having any_value(a.activity_code) is null
    or count(n.activity_code) <> (any_value(a.is_unpaid_work) and coalesce(any_value(a.activity_code) <> 'unpaid_total', false))::integer
