-- The bounds in money of every definition that incomes can count.
select
    d.definition_id,
    case d.scale when 'sqrt_x_sqrt3' then 'sqrt' else d.scale end as scale,
    d.unit,
    d.median_of,
    d.edges,
    d.lower,
    d.upper,
    d.closure,
    m.income as median,
    case when d.edges = 'median' then d.lower * m.income else low.income end as lower_income,
    case when d.edges = 'median' then d.upper * m.income else high.income end as upper_income,
from definitions as d
inner join quantiles as m
    on m.scale = case d.scale when 'sqrt_x_sqrt3' then 'sqrt' else d.scale end
    and m.unit = coalesce(d.median_of, d.unit) and m.rank = 0.5
left join quantiles as low on low.scale = m.scale and low.unit = d.unit and low.rank = d.lower
left join quantiles as high on high.scale = m.scale and high.unit = d.unit and high.rank = d.upper
