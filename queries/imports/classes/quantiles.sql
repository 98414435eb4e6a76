-- Weighted quantiles by Eurostat's rule: the lowest income up to which the share is reached, and the mean with the next where it is met exactly.
with ranks as (
    select distinct unnest([0.1, 0.2, 0.5, 0.8, 0.9] || (
        select coalesce(list(distinct bound), []::double[])
        from (select unnest([lower, upper]) as bound, edges from definitions)
        where edges = 'percentile'
    )) as rank
)

select
    scale,
    unit,
    rank,
    (min(income) filter (up_to >= rank * whole * (1 - 1e-12))
        + min(income) filter (up_to > rank * whole * (1 + 1e-12))) / 2 as income,
from counted
cross join ranks
group by scale, unit, rank
