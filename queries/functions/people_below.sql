-- The share of people below an income, given as a multiple of the median, in a fitted distribution: lognormal by sigma, else GB2 by a, p and q.
create or replace macro people_below(income_to_median, sigma, a, p, q, median_to_scale, n_terms) as
case
    when income_to_median is null then null
    when income_to_median <= 0 then 0
    when isinf(income_to_median) then 1
    when sigma is not null then normal_share(ln(income_to_median) / nullif(sigma, 0), n_terms)
    else incomplete_beta(
        1 / nullif(1 + pow(income_to_median * median_to_scale, -a), 0), p, q, n_terms
    )
end
