-- Weighted totals of every cell and selection under each replicate weight, for surveys that declare replicates.
-- w: everyone in the cell; y: values; p: those with a value.
-- Minutes repeat: the weights are added up by value, once for each diary and selection, and what they come to is read from those sums.
-- The first selection is laid out with the days that have none of it, so that its sums also say what everyone weighs.
-- p_held, p_domain and p_codes name relations of the caller: mart_held, mart_diary_domain, and one with every selection_no.
create or replace macro mart_replicate_totals(
    p_held varchar := 'held',
    p_domain varchar := 'diary_domain',
    p_codes varchar := 'codes'
) as table
with replicated as (
    select diary_key, cell, (select min(selection_no) from query_table(p_codes)) as first_no
    from query_table(p_domain)
    where survey_id in (select survey_id from core_surveys where n_replicates > 0)
),

replicated_values as materialized (
    select d.diary_key, d.cell, h.selection_no, h.value
    from query_table(p_held) h
    join replicated d using (diary_key)
),

counted as (
    from replicated_values
    union all
    select d.diary_key, d.cell, d.first_no, 0
    from replicated d
    anti join replicated_values h on h.diary_key = d.diary_key and h.selection_no = d.first_no
),

by_value as (
    select c.cell, c.selection_no, c.value, fsum(columns('^w[0-9]+$')),
    from core_replicate_weights r
    join counted c using (diary_key)
    group by c.cell, c.selection_no, c.value
),

by_replicate as (
    select cell, selection_no, value, unnest(totals) as total, generate_subscripts(totals, 1) as replicate_no,
    from (
        select cell, selection_no, value, [*columns(* exclude (cell, selection_no, value))] as totals,
        from by_value
    )
),

totals as (
    select
        cell,
        selection_no,
        replicate_no,
        fsum(total) as w,
        fsum(total * value) as y,
        coalesce(fsum(total) filter (value > 0), 0) as p,
    from by_replicate
    where total is not null
    group by cell, selection_no, replicate_no
)

select t.cell, t.selection_no, t.replicate_no, e.w, t.y, t.p
from totals t
join totals e
    on e.cell = t.cell and e.replicate_no = t.replicate_no
    and e.selection_no = (select min(selection_no) from query_table(p_codes))
