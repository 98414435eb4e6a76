-- Share of every definition with the standard error of its linearisation: the bounds move with the estimated median; households are the primary units.
with wide_densities as (
    select
        definition_id,
        max(density) filter (point = 'lower') as at_lower,
        max(density) filter (point = 'upper') as at_upper,
        max(density) filter (point = 'median') as at_median,
    from densities
    group by definition_id
),

rows as (
    select
        b.definition_id,
        e.psu,
        e.stratum,
        case b.unit when 'adults' then e.adults_weight when 'households' then e.households_weight
            else e.persons_weight end as weight,
        case b.median_of when 'adults' then e.adults_weight when 'households' then e.households_weight
            else e.persons_weight end as median_weight,
        m.is_member::integer as member,
        m.is_below::integer as below,
        (e.income <= b.median)::integer as under_median,
        case when b.edges = 'median' then b.upper * d.at_upper - b.lower * d.at_lower else 0 end as pull,
        d.at_median,
        e.income,
    from bands as b
    inner join equivalised as e using (scale)
    inner join members as m on m.definition_id = b.definition_id and m.person_no = e.person_no
    left join wide_densities as d on d.definition_id = b.definition_id
),

totals as (
    select
        definition_id,
        fsum(weight) as whole,
        fsum(median_weight) as median_whole,
        fsum(weight * member) / nullif(fsum(weight), 0) as share,
        fsum(weight * below) / nullif(fsum(weight), 0) as below_share,
        fsum(weight * member * income) / nullif(fsum(weight * income), 0) as income_share,
        count(*) filter (weight > 0) as n_people,
        count(*) filter (weight > 0 and member = 1) as n_members,
    from rows
    group by definition_id
),

units as (
    select
        r.definition_id,
        r.stratum,
        r.psu,
        fsum(
            r.weight * (r.member - t.share) / nullif(t.whole, 0)
            - coalesce(r.median_weight * r.pull * (r.under_median - 0.5) / nullif(t.median_whole * r.at_median, 0), 0)
        ) as z,
    from rows as r
    inner join totals as t using (definition_id)
    group by r.definition_id, r.stratum, r.psu
),

strata as (
    select
        definition_id,
        stratum,
        count(*) as n_psu,
        fsum(z * z) - fsum(z) * fsum(z) / nullif(count(*), 0) as squares,
    from units
    group by definition_id, stratum
),

variances as (
    select
        definition_id,
        fsum(n_psu / nullif(n_psu - 1, 0) * squares) as variance,
        fsum(n_psu) as n_psu,
    from strata
    group by definition_id
)

select
    getvariable('survey_id') as survey_id,
    t.definition_id,
    t.share,
    case when b.edges = 'median' then sqrt(v.variance) end as share_se,
    t.below_share,
    1 - t.share - t.below_share as above_share,
    t.income_share,
    b.median,
    b.lower_income,
    b.upper_income,
    t.n_people,
    t.n_members,
    v.n_psu::bigint as n_psu,
from totals as t
inner join bands as b using (definition_id)
inner join variances as v using (definition_id)
order by t.definition_id
