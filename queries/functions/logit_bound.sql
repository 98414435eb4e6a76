-- A bound of the confidence interval of a share, on the logit scale and back: z is negative for the lower one. At 0 and at 1 the bound is the share.
create or replace macro logit_bound(share, se, z) as
case
    when share is null or se is null then null
    when share <= 0 or share >= 1 then share
    else 1 / nullif(1 + exp(-(ln(share / nullif(1 - share, 0)) + z * se / nullif(share * (1 - share), 0))), 0)
end
