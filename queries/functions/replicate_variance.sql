-- coefficient x sum of scale x (replicate - centre)^2 over replicates, where the centre is the full-sample estimate or the mean of the replicates with a scale.
-- A replicate without a value (nobody left in the group) is left out, as R survey does. Deviations are taken from the estimate, then the centre moves.
create or replace macro replicate_variance(replicate, scale, coefficient, centre, estimate) as
coefficient * (
    fsum(scale * (replicate - estimate) ** 2)
    - case centre
        when 'full' then 0
        else favg(replicate - estimate) filter (scale > 0) * (
            2 * fsum(scale * (replicate - estimate))
            - favg(replicate - estimate) filter (scale > 0) * fsum(scale) filter (replicate is not null)
        )
    end
)
