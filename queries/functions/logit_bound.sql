-- A bound of the confidence interval of a share, on the logit scale and back: z is negative for the lower one. At 0 and at 1 the bound is the share.
create or replace macro logit_bound(share, se, z) as
case
    when share > 0 and share < 1 then
        share / nullif(share + (1 - share) * exp(-z * se / nullif(share * (1 - share), 0)), 0)
    when se is not null then share
end
