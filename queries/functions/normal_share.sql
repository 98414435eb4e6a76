-- The share of a standard normal distribution below z, by the power series whose terms are all positive.
create or replace macro normal_share(z, n_terms) as
case
    when z is null then null
    when z = 0 then 1 / 2
    when abs(z) > 9 then (1 + sign(z)) / 2
    else 1 / 2
    + sign(z) * exp(-z * z / 2) / 2
    * list_sum(
        list_transform(
            range(n_terms),
            lambda n: exp((2 * n + 1) * ln(abs(z)) - (n + 1 / 2) * ln(2) - lgamma(n + 3 / 2))
        )
    )
end
