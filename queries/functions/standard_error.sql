-- The standard error of an estimate from its variance, which rounding may leave a hair below zero.
create or replace macro standard_error(variance) as
sqrt(greatest(variance, 0))
