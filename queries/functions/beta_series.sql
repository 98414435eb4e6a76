-- The regularised incomplete beta function up to one half by its power series (all terms positive); beyond it the series takes too long.
create or replace macro beta_series(z, p, q, n_terms) as
exp(p * ln(z) + q * ln(1 - z) + lgamma(p + q) - lgamma(p + 1) - lgamma(q))
* list_sum(
    list_transform(
        range(n_terms),
        lambda n: exp(lgamma(p + q + n) - lgamma(p + q) + lgamma(p + 1) - lgamma(p + 1 + n) + n * ln(z))
    )
)
