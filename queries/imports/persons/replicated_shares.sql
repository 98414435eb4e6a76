-- The standard error of the share of each definition from replicate weights: each has a median of its own, and bounds that move with it.
with asked as (
    select distinct scale, unnest([unit, median_of]) as unit from bands where edges = 'median'
),

rows as (
    select
        a.scale,
        a.unit,
        e.person_no,
        e.income,
        r.replicate_no,
        r.weight,
    from asked as a
    inner join equivalised as e using (scale)
    inner join people as p using (person_no)
    inner join replicates as r using (source_file, source_row)
    where r.weight > 0 and case a.unit when 'adults' then e.adults_weight > 0
        when 'households' then e.households_weight > 0 else e.persons_weight > 0 end
),

ranked as (
    select
        *,
        fsum(weight) over (partition by scale, unit, replicate_no order by income) as up_to,
        fsum(weight) over (partition by scale, unit, replicate_no) as whole,
    from rows
),

medians as (
    select
        scale,
        unit,
        replicate_no,
        (min(income) filter (up_to >= whole / 2 * (1 - 1e-12))
            + min(income) filter (up_to > whole / 2 * (1 + 1e-12))) / 2 as median,
    from ranked
    group by scale, unit, replicate_no
),

shares as (
    select
        b.definition_id,
        r.replicate_no,
        fsum(r.weight * case b.closure
            when 'lower_included' then r.income >= b.lower * m.median and r.income < b.upper * m.median
            when 'upper_included' then r.income > b.lower * m.median and r.income <= b.upper * m.median
            else r.income between b.lower * m.median and b.upper * m.median
        end::integer) / nullif(fsum(r.weight), 0) as share,
    from bands as b
    inner join rows as r on r.scale = b.scale and r.unit = b.unit
    inner join medians as m
        on m.scale = b.scale and m.unit = coalesce(b.median_of, b.unit) and m.replicate_no = r.replicate_no
    where b.edges = 'median'
    group by b.definition_id, r.replicate_no
)

select
    s.definition_id,
    sqrt(getvariable('replicate_factor') * fsum(pow(s.share - t.share, 2))) as share_se,
from shares as s
inner join main.shares as t using (definition_id)
group by s.definition_id
