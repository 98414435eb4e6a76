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

-- Lines and people in one order of incomes: what was reached before a line, and up to it.
laid as (
    select scale, unit, income, up_to, n_up_to, whole, null::varchar as median_of, null::varchar as edge, null::double as bound
    from counted
    union all by name
    select scale, unit, income, median_of, edge, bound from lines where income is not null
),

reached as (
    select
        *,
        max(up_to) over before as below,
        max(n_up_to) over before as n_below,
        max(up_to) over (partition by scale, unit order by income) as reached,
        max(whole) over (partition by scale, unit) as all_people,
    from laid
    window before as (partition by scale, unit order by income groups between unbounded preceding and 1 preceding)
)

select
    getvariable('survey_id') as survey_id,
    scale,
    unit,
    median_of,
    edge,
    bound,
    income as line_income,
    coalesce(below, 0) / nullif(all_people, 0) as below_share,
    coalesce(reached, 0) / nullif(all_people, 0) as up_to_share,
    coalesce(n_below, 0) as n_below,
from reached
where edge is not null
order by scale, unit, median_of, edge, bound
