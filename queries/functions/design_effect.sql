-- The variance of a mean under the design over the one that a simple random sample of as many diaries drawn with replacement would have.
-- moment is the weighted sum of the squares of the values. Null where the values do not vary.
create or replace macro design_effect(variance, n, total, moment, weight_sum) as
case
    when moment / nullif(weight_sum, 0) - (total / nullif(weight_sum, 0)) ** 2 > 0
        then variance * (n - 1) / nullif(moment / nullif(weight_sum, 0) - (total / nullif(weight_sum, 0)) ** 2, 0)
end
