-- The weighted distribution of values in every cell and selection: the share of the weight at or below each value that occurs.
-- p_base: everyone (those without any are zeros) or participants. p_held, p_domain and p_codes name relations of the caller.
create or replace macro mart_value_distribution(
    p_held varchar := 'held',
    p_domain varchar := 'diary_domain',
    p_codes varchar := 'codes',
    p_base varchar := 'everyone'
) as table
with by_value as (
    select selection_no, cell, value, fsum(weight) as weight,
    from query_table(p_held)
    group by selection_no, cell, value
),

cells as (
    select c.selection_no, d.cell, d.weight,
    from (select cell, fsum(weight) as weight from query_table(p_domain) group by cell) d
    cross join (select distinct selection_no from query_table(p_codes)) c
),

with_zeros as (
    from by_value
    union all
    select c.selection_no, c.cell, 0, c.weight - coalesce(h.weight, 0),
    from cells c
    left join (select selection_no, cell, fsum(weight) as weight from by_value group by selection_no, cell) h
        on h.cell = c.cell and h.selection_no = c.selection_no
    where p_base = 'everyone' and c.weight > coalesce(h.weight, 0)
)

select
    selection_no,
    cell,
    value,
    fsum(weight) over (partition by selection_no, cell order by value)
        / nullif(fsum(weight) over (partition by selection_no, cell), 0) as share_up_to,
from with_zeros
