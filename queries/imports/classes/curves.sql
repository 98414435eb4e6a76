-- Share of people, adults or households with less than a multiple of the median of the same population, by scale: what any band is the difference of.
with multiples as (
    select round(step::double / 20, 2) as multiple from range(1, 101) as steps(step)
)

select
    getvariable('survey_id') as survey_id,
    c.scale,
    c.unit,
    m.multiple as multiple,
    coalesce(fsum(c.weight) filter (c.income < m.multiple * q.income), 0) / nullif(any_value(c.whole), 0) as below_share,
from counted as c
inner join quantiles as q on q.scale = c.scale and q.unit = c.unit and q.rank = 0.5
cross join multiples as m
where c.scale <> 'none' or c.unit = 'households'
group by c.scale, c.unit, m.multiple
order by c.scale, c.unit, m.multiple
