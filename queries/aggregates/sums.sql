-- The weighted sums of each group and selection that estimates and their standard errors are made of, where each diary day is a unit of its own.
-- y: weight x minutes; p: weight of those who have any; moment: weight x squared minutes; yy, yp and pp: products of the two of each diary.
select
    c.cell,
    v.selection_code,
    v.with_travel,
    count(*) as n_participants,
    fsum(d.weight * v.value) as y,
    fsum(d.weight) as p,
    fsum(d.weight * v.value * v.value) as moment,
    fsum(d.weight * d.weight * v.value * v.value) as yy,
    fsum(d.weight * d.weight * v.value) as yp,
    fsum(d.weight * d.weight) as pp,
from measured v
join diary_domain d using (diary_key)
join cells c using (cell)
where c.weight is not null
group by c.cell, v.selection_code, v.with_travel
