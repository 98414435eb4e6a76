-- The regularised incomplete beta function: the share of a beta distribution below z.
create or replace macro incomplete_beta(z, p, q, n_terms) as
case
    when z is null or p is null or q is null then null
    when z <= 0 then 0
    when z >= 1 then 1
    when z <= 1 - z then beta_series(z, p, q, n_terms)
    else 1 - beta_series(1 - z, q, p, n_terms)
end
