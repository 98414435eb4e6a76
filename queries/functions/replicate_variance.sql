-- coefficient x sum of scale x (replicate - centre)^2, where the centre is the full-sample estimate or the mean of the replicates with a scale.
-- A replicate without a value (nobody left in the group) is left out, as R survey does.
create or replace macro replicate_variance(replicates, scales, coefficient, centre, estimate) as
coefficient * list_sum(list_transform(
    list_zip(replicates, scales),
    lambda r: r[2] * (
        r[1] - case centre
            when 'full' then estimate
            else list_avg(list_transform(list_zip(replicates, scales), lambda s: case when s[2] > 0 then s[1] end))
        end
    ) ** 2
))
