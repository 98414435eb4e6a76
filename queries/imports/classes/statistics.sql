-- Median, poverty line and rate, Gini by two formulas, ratios, the Lorenz curve at one half and the polarisation of Foster and Wolfson, by scale.
with ordered as (
    select
        scale,
        income,
        weight,
        fsum(weight) over by_income as c,
        fsum(weight * income) over by_income as l,
        whole,
        fsum(weight * income) over (partition by scale) as total,
    from counted
    where unit = 'persons'
    window by_income as (partition by scale order by income, person_no rows unbounded preceding)
),

ginis as (
    select
        scale,
        fsum((2 * c - 1) * weight * income) / nullif(any_value(whole * total), 0) - 1 as gini_convey,
        1 - fsum(weight / nullif(whole, 0) * (l + (l - weight * income)) / nullif(total, 0)) as gini,
        any_value(total / nullif(whole, 0)) as mean,
        max(l / nullif(total, 0)) filter (c <= whole / 2) as lorenz_before,
        max(c / nullif(whole, 0)) filter (c <= whole / 2) as rank_before,
        min(l / nullif(total, 0)) filter (c > whole / 2) as lorenz_after,
        min(c / nullif(whole, 0)) filter (c > whole / 2) as rank_after,
    from ordered
    group by scale
),

wide_quantiles as (
    select
        scale,
        max(income) filter (rank = 0.1) as p10,
        max(income) filter (rank = 0.2) as p20,
        max(income) filter (rank = 0.5) as median,
        max(income) filter (rank = 0.8) as p80,
        max(income) filter (rank = 0.9) as p90,
    from quantiles
    where unit = 'persons'
    group by scale
),

sums as (
    select
        o.scale,
        fsum(o.weight) filter (o.income <= 0.6 * q.median) / nullif(any_value(o.whole), 0) as poverty_rate,
        fsum(o.weight * o.income) filter (o.income > q.p80)
        / nullif(fsum(o.weight * o.income) filter (o.income <= q.p20), 0) as s80_s20,
    from ordered as o
    inner join wide_quantiles as q using (scale)
    group by o.scale
),

halves as (
    select
        *,
        lorenz_before + (0.5 - rank_before) * (lorenz_after - lorenz_before) / nullif(rank_after - rank_before, 0)
            as lorenz_half,
    from ginis
)

select
    getvariable('survey_id') as survey_id,
    g.scale,
    q.median,
    0.6 * q.median as poverty_line,
    s.poverty_rate,
    g.gini,
    g.gini_convey,
    s.s80_s20,
    q.p90 / nullif(q.p10, 0) as p90_p10,
    g.lorenz_half,
    4 * g.mean / nullif(q.median, 0) * (0.5 - g.lorenz_half - g.gini / 2) as foster_wolfson,
from halves as g
inner join wide_quantiles as q using (scale)
inner join sums as s using (scale)
order by g.scale
