-- Standard error of the share between a lower and an upper line of the median, by scale, counted unit and population of the median; linearised as in shares.sql.
with grid as (
    select e.scale, e.unit, e.median_of, e.bound, e.line_income as income, e.below_share
    from edges as e
    where e.edge = 'median' and (
        e.bound between 0.3 and 1.2 and round(e.bound * 20, 6) = round(e.bound * 20)
        or e.bound between 1.3 and 3 and round(e.bound * 10, 6) = round(e.bound * 10)
    )
),

medians as (
    select scale, unit as median_of, income as median
    from quantiles
    where rank = 0.5
),

points as (
    select distinct scale, unit, income from grid
    union
    select scale, median_of, median from medians
),

densities_there as (
    select
        p.scale,
        p.unit,
        p.income,
        fsum(c.weight * exp(-pow((p.income - c.income) / nullif(w.width, 0), 2) / 2))
        / nullif(any_value(w.whole * w.width * sqrt(2 * pi())), 0) as density,
    from points as p
    inner join counted as c using (scale, unit)
    inner join bandwidths as w using (scale, unit)
    group by p.scale, p.unit, p.income
),

lines as (
    select
        g.*,
        m.median,
        wu.whole,
        g.bound * d.density / nullif(wm.whole * dm.density, 0) as pull,
    from grid as g
    inner join medians as m using (scale, median_of)
    inner join densities_there as d on d.scale = g.scale and d.unit = g.unit and d.income = g.income
    inner join densities_there as dm on dm.scale = g.scale and dm.unit = g.median_of and dm.income = m.median
    inner join bandwidths as wu on wu.scale = g.scale and wu.unit = g.unit
    inner join bandwidths as wm on wm.scale = g.scale and wm.unit = g.median_of
),

-- People of a unit who share an income (a household mostly does) count together.
levels as (
    select
        scale,
        stratum,
        psu,
        income,
        fsum(persons_weight) as persons,
        fsum(adults_weight) as adults,
        fsum(households_weight) as households,
    from equivalised
    group by all
),

people_of_units as (
    select
        l.scale, l.unit, l.median_of, l.bound, e.stratum, e.psu,
        fsum(
            case l.unit when 'adults' then e.adults when 'households' then e.households else e.persons end
            * ((e.income < l.income)::integer - l.below_share) / nullif(l.whole, 0)
            - case l.median_of when 'adults' then e.adults when 'households' then e.households else e.persons end
            * l.pull * ((e.income <= l.median)::integer - 0.5)
        ) as z,
    from lines as l
    inner join levels as e using (scale)
    group by l.scale, l.unit, l.median_of, l.bound, e.stratum, e.psu
),

-- The units of a stratum as one list for each line, in the same order, so that a product of two lists is a sum over units.
listed as (
    select
        scale, unit, median_of, bound, stratum,
        count(*) as n_psu,
        fsum(z) as total,
        list(z order by psu) as units,
    from people_of_units
    group by scale, unit, median_of, bound, stratum
),

strata as (
    select
        low.scale, low.unit, low.median_of, low.bound as lower, high.bound as upper,
        low.n_psu,
        list_inner_product(high.units, high.units) + list_inner_product(low.units, low.units)
        - 2 * list_inner_product(high.units, low.units)
        - pow(high.total - low.total, 2) / nullif(low.n_psu, 0) as squares,
    from listed as low
    inner join listed as high
        on high.scale = low.scale and high.unit = low.unit and high.median_of = low.median_of
        and high.stratum is not distinct from low.stratum and high.bound >= 1.3
    where low.bound <= 1.2
)

select
    getvariable('survey_id') as survey_id,
    scale,
    unit,
    median_of,
    lower,
    upper,
    sqrt(greatest(0, fsum(n_psu / nullif(n_psu - 1, 0) * squares))) as share_se,
from strata
group by scale, unit, median_of, lower, upper
order by scale, unit, median_of, lower, upper
