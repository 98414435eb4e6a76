-- The weighted sums behind the share of a group at an activity in each step of the day.
-- y: weight x part of the step; yy: its square; yw: its product with the weight.
select
    c.cell,
    t.selection_code,
    t.step_minutes,
    t.step,
    fsum(d.weight * t.part) as y,
    fsum(d.weight * d.weight * t.part * t.part) as yy,
    fsum(d.weight * d.weight * t.part) as yw,
from parts t
join diary_domain d using (diary_key)
join cells c using (cell)
where c.weight is not null
    and list_contains(getvariable('clocked'), t.selection_code)
group by c.cell, t.selection_code, t.step_minutes, t.step
