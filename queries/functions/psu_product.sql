-- The part of a stratum of n primary units in the covariance of two weighted totals: xy is the sum of the products of the units, x and y their sums.
create or replace macro psu_product(n, xy, x, y) as
psu_factor(n) * (xy - case when n > 1 then x * y / nullif(n, 0) else 0 end)
