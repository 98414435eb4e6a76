-- Share below and up to every line that a definition or a reader may draw: multiples of the median of one population, or its ranks, counted in another.
with bounds as (
    select 'median' as edge, round(step::double / 20, 2) as bound from range(1, 101) as steps(step)
    union
    select edges, unnest([lower, upper]) from definitions
),

lines as (
    select
        m.scale,
        u.unit,
        m.unit as median_of,
        b.edge,
        b.bound,
        case b.edge when 'median' then b.bound * m.income else r.income end as income,
    from quantiles as m
    inner join bounds as b on b.bound is not null
    left join quantiles as r
        on r.scale = m.scale and r.unit = m.unit and r.rank = b.bound and b.edge = 'percentile'
    cross join (select unnest(['persons', 'adults', 'households']) as unit) as u
    where m.rank = 0.5 and (m.scale <> 'none' or (m.unit = 'households' and u.unit = 'households'))
),

-- A step for each income, not for each person: where incomes are round they are far fewer.
steps_of_income as (
    select scale, unit, income, max(up_to) as up_to, max(n_up_to) as n_up_to
    from counted
    group by scale, unit, income
),

wholes as (
    select scale, unit, any_value(whole) as whole
    from counted
    group by scale, unit
),

below as (
    select l.*, c.up_to, c.n_up_to
    from lines as l
    asof left join steps_of_income as c on c.scale = l.scale and c.unit = l.unit and l.income > c.income
),

up_to as (
    select l.scale, l.unit, l.median_of, l.edge, l.bound, c.up_to
    from lines as l
    asof left join steps_of_income as c on c.scale = l.scale and c.unit = l.unit and l.income >= c.income
)

select
    getvariable('survey_id') as survey_id,
    b.scale,
    b.unit,
    b.median_of,
    b.edge,
    b.bound,
    b.income as line_income,
    coalesce(b.up_to, 0) / nullif(w.whole, 0) as below_share,
    coalesce(u.up_to, 0) / nullif(w.whole, 0) as up_to_share,
    coalesce(b.n_up_to, 0) as n_below,
from below as b
inner join up_to as u using (scale, unit, median_of, edge, bound)
inner join wholes as w using (scale, unit)
order by b.scale, b.unit, b.median_of, b.edge, b.bound
