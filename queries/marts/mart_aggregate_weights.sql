-- The people of each cell of a survey held as sums: their number, the sum of their weights and its variance; null where a group is withheld.
-- p_cells names a relation of the caller as mart_aggregate_cells makes it. n_psu: the primary units of the whole survey, which are its people.
create or replace macro mart_aggregate_weights(
    p_cells varchar := 'aggregate_cells'
) as table
select
    c.cell,
    any_value(c.survey_id) as survey_id,
    any_value(s.n_persons) as n_psu,
    fsum(c.n_diaries)::bigint as n_diaries,
    case when count(*) = count(c.weight) then fsum(c.weight) end as w,
    case when count(*) = count(c.weight) then fsum(c.weight_square) end as ww,
    psu_product(any_value(s.n_persons), fsum(c.weight_square), fsum(c.weight), fsum(c.weight)) as v_ww,
from query_table(p_cells) c
join core_surveys s using (survey_id)
group by c.cell
