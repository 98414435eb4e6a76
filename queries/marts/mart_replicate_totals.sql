-- Weighted totals of every cell and selection under each replicate weight, for surveys that declare replicates.
-- w: everyone in the cell; y: values; p: those with a value.
-- p_held and p_domain name relations of the caller: mart_held and mart_diary_domain.
create or replace macro mart_replicate_totals(
    p_held varchar := 'held',
    p_domain varchar := 'diary_domain'
) as table
with replicated as (
    select diary_key, cell,
    from query_table(p_domain)
    where survey_id in (select survey_id from core_surveys where n_replicates > 0)
),

everyone as (
    select cell, generate_subscripts(w, 1) as replicate_no, unnest(w) as w,
    from (
        select cell, [*columns('^w[0-9]+$')] as w,
        from (
            select d.cell, fsum(columns('^w[0-9]+$')),
            from core_replicate_weights r
            join replicated d using (diary_key)
            group by d.cell
        )
    )
),

sums as (
    select d.cell, h.selection_no, fsum(columns('^(w[0-9]+)$') * h.value) as "y_\1", fsum(columns('^w[0-9]+$')),
    from query_table(p_held) h
    join replicated d using (diary_key)
    join core_replicate_weights r using (diary_key)
    group by d.cell, h.selection_no
),

totals as (
    select cell, selection_no, generate_subscripts(p, 1) as replicate_no, unnest(y) as y, unnest(p) as p,
    from (
        select cell, selection_no, [*columns('^y_')] as y, [*columns('^w[0-9]+$')] as p,
        from sums
    )
)

select t.cell, t.selection_no, t.replicate_no, e.w, t.y, t.p,
from totals t
join everyone e on e.cell = t.cell and e.replicate_no = t.replicate_no
where t.p is not null
