-- Share of people with each item among those who were asked and answered, with the standard error of the design.
with asked as (
    select
        a.item_code,
        a.grade,
        p.household_id as psu,
        p.stratum,
        p.weight,
        a.held::integer as held,
    from item_answers as a
    inner join people as p using (person_no)
    where a.held is not null
),

totals as (
    select
        item_code,
        grade,
        fsum(weight) as whole,
        fsum(weight * held) / nullif(fsum(weight), 0) as share,
        count(*) as n_asked,
        count(*) filter (held = 1) as n_held,
    from asked
    group by item_code, grade
),

units as (
    select
        a.item_code,
        a.stratum,
        a.psu,
        fsum(a.weight * (a.held - t.share) / nullif(t.whole, 0)) as z,
    from asked as a
    inner join totals as t using (item_code)
    group by a.item_code, a.stratum, a.psu
),

strata as (
    select
        item_code,
        count(*) as n_psu,
        fsum(z * z) - fsum(z) * fsum(z) / nullif(count(*), 0) as squares,
    from units
    group by item_code, stratum
),

variances as (
    select
        item_code,
        fsum(n_psu / nullif(n_psu - 1, 0) * squares) as variance,
    from strata
    group by item_code
)

select
    getvariable('survey_id') as survey_id,
    t.item_code,
    t.grade,
    t.share,
    sqrt(v.variance) as share_se,
    t.n_asked,
    t.n_held,
    (select count(*) from people) as n_people,
from totals as t
inner join variances as v using (item_code)
order by t.item_code
