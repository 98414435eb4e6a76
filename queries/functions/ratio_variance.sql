-- The variance of the ratio y / x of two weighted totals from their variances and covariance, linearised: (Vyy - 2 r Vyx + r^2 Vxx) / x^2.
create or replace macro ratio_variance(y, x, yy, yx, xx) as
(yy - 2 * (y / nullif(x, 0)) * yx + (y / nullif(x, 0)) ** 2 * xx) / nullif(x * x, 0)
