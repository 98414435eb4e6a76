-- mart_domain_strata for surveys held as sums: every diary is a unit of its own in one stratum, the survey, whose units are its people.
-- p_cells names a relation of the caller as mart_aggregate_cells makes it. The weight of a cell of which a group is withheld is null.
create or replace macro mart_aggregate_strata(
    p_cells varchar := 'aggregate_cells'
) as table
select
    any_value(c.survey_id) as survey_id,
    c.cell,
    any_value(hash(c.survey_id)) as stratum_key,
    any_value(s.n_persons) as n_psu,
    case when count(*) = count(c.weight) then fsum(c.weight) end as w,
    case when count(*) = count(c.weight) then fsum(c.weight_square) end as ww,
    case when count(*) = count(c.weight) then fsum(c.weight_square) end as weight_square,
    fsum(c.n_diaries)::bigint as n_persons,
    fsum(c.n_diaries)::bigint as n_diaries,
from query_table(p_cells) c
join core_surveys s using (survey_id)
group by c.cell
