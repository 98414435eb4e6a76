-- Weighted totals of every cell and selection under each replicate weight, for surveys that declare replicates.
-- w: everyone in the cell; y: values; p: those with a value.
-- p_held and p_domain name relations of the caller: mart_held and mart_diary_domain.
create or replace macro mart_replicate_totals(
    p_held varchar := 'held',
    p_domain varchar := 'diary_domain'
) as table
with everyone as (
    select d.cell, fsum(columns('^w[0-9]+$'))
    from core_replicate_weights r
    join query_table(p_domain) d using (diary_key)
    where d.survey_id in (select survey_id from core_surveys where n_replicates > 0)
    group by d.cell
),

values_held as (
    select
        h.cell,
        h.selection_no,
        fsum(columns('^w([0-9]+)$')) as "p\1",
        fsum(h.value * columns('^w([0-9]+)$')) as "y\1",
    from core_replicate_weights r
    join query_table(p_held) h using (diary_key)
    where h.survey_id in (select survey_id from core_surveys where n_replicates > 0)
    group by h.cell, h.selection_no
),

everyone_by_replicate as (
    select cell, unnest(w_r) as w, generate_subscripts(w_r, 1) as replicate_no
    from (select cell, [*columns('^w[0-9]+$')] as w_r from everyone)
),

values_by_replicate as (
    select cell, selection_no, unnest(y_r) as y, unnest(p_r) as p, generate_subscripts(y_r, 1) as replicate_no
    from (select cell, selection_no, [*columns('^y[0-9]+$')] as y_r, [*columns('^p[0-9]+$')] as p_r from values_held)
)

select v.cell, v.selection_no, v.replicate_no, e.w, v.y, v.p
from values_by_replicate v
join everyone_by_replicate e using (cell, replicate_no)
where e.w is not null
