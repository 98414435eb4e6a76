-- The density of incomes at the median and at the bounds of every definition, by a Gaussian kernel.
with points as (
    select definition_id, scale, unit, 'lower' as point, lower_income as income from bands where edges = 'median'
    union all
    select definition_id, scale, unit, 'upper', upper_income from bands where edges = 'median'
    union all
    select definition_id, scale, median_of, 'median', median from bands where edges = 'median'
)

select
    p.definition_id,
    p.point,
    fsum(c.weight * exp(-pow((p.income - c.income) / nullif(w.width, 0), 2) / 2))
    / nullif(any_value(w.whole * w.width * sqrt(2 * pi())), 0) as density,
from points as p
inner join counted as c using (scale, unit)
inner join bandwidths as w using (scale, unit)
group by p.definition_id, p.point
