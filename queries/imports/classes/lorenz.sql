-- The Lorenz curve and the quantiles of the incomes of persons, by scale, at every twentieth.
with ordered as (
    select
        scale,
        income,
        fsum(weight) over by_income / nullif(whole, 0) as people,
        fsum(weight * income) over by_income
        / nullif(fsum(weight * income) over (partition by scale), 0) as incomes,
    from counted
    where unit = 'persons'
    window by_income as (partition by scale order by income, person_no rows unbounded preceding)
),

ranks as (
    select scale, round(step::double / 20, 2) as rank
    from range(1, 20) as steps(step)
    cross join (select distinct scale from ordered)
),

before as (
    select r.scale, r.rank, coalesce(o.people, 0) as people, coalesce(o.incomes, 0) as incomes
    from ranks as r
    asof left join ordered as o on o.scale = r.scale and r.rank >= o.people
),

after as (
    select r.scale, r.rank, o.people, o.incomes, o.income
    from ranks as r
    asof inner join ordered as o on o.scale = r.scale and r.rank < o.people
)

select
    getvariable('survey_id') as survey_id,
    a.scale,
    a.rank,
    b.incomes + (a.rank - b.people) * (a.incomes - b.incomes) / nullif(a.people - b.people, 0) as income_share,
    a.income / nullif(m.income, 0) as income_to_median,
from after as a
inner join before as b using (scale, rank)
inner join quantiles as m on m.scale = a.scale and m.unit = 'persons' and m.rank = 0.5
order by a.scale, a.rank
