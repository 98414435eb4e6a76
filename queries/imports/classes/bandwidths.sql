-- The width of the kernel of each population: its standard deviation times its size to the power -1/5, as Eurostat and convey have it.
select
    scale,
    unit,
    any_value(whole) as whole,
    sqrt(fsum(weight * income * income) / nullif(any_value(whole), 0)
        - pow(fsum(weight * income) / nullif(any_value(whole), 0), 2))
    * pow(any_value(whole), -0.2) as width,
from counted
group by scale, unit
