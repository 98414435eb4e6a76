-- Weighted totals of every cell and selection under each replicate weight, for surveys that declare replicates.
-- w: everyone in the cell; y: values; p: those with a value.
-- Minutes repeat: the weights are added up by value, once for each diary and selection, and what they come to is read from those sums.
-- The first selection is laid out with the days that have none of it, so that its sums also say what everyone weighs.
-- p_values: see mart_value_strata.
create or replace macro mart_replicate_totals(
    p_values varchar := 'diary_values',
    p_domain varchar := 'diary_domain',
    p_codes varchar := 'codes'
) as table
with replicated as (
    select d.diary_key, d.cell,
    from query_table(p_domain) d
    join core_surveys s using (survey_id)
    where s.n_replicates > 0
),

counted as (
    select d.diary_key, d.cell, f.selection_no, coalesce(v.value, 0) as value,
    from replicated d
    cross join (select min(selection_no) as selection_no from query_table(p_codes)) f
    left join query_table(p_values) v on v.diary_key = d.diary_key and v.selection_no = f.selection_no
    union all
    select d.diary_key, d.cell, v.selection_no, v.value,
    from query_table(p_values) v
    join replicated d using (diary_key)
    where v.selection_no > (select min(selection_no) from query_table(p_codes))
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
