-- What each part of the tuple adds to the difference between the shares of two definitions, averaged over every order in which the parts can be exchanged (Shapley).
-- grain: one row per part of the tuple
-- The second may be the reader's own ('mine'), drawn by the parameters after it. The parts add up to the difference.
create or replace macro definition_shapley(
    p_survey varchar := 'eu_silc_synthetic',
    p_first varchar := 'oecd_75_200',
    p_second varchar := 'kr_50_150',
    p_scale varchar := 'sqrt',
    p_unit varchar := 'persons',
    p_median_of varchar := 'persons',
    p_lower double := 0.75,
    p_upper double := 2.0
) as table
with parts as (
    select generate_subscripts(codes, 1) - 1 as place, unnest(codes) as part, len(codes) as n_parts
    from (select ['scale', 'unit', 'median_of', 'lower', 'upper', 'closure'] as codes)
),

tuples as (
    select
        definition_id,
        case scale when 'sqrt_x_sqrt3' then 'sqrt' else scale end as scale,
        unit,
        median_of,
        edges as edge,
        lower,
        upper,
        closure,
    from core_definitions
    union all
    select 'mine', p_scale, p_unit, p_median_of, 'median', p_lower, p_upper, 'lower_included'
),

-- Bit i of a mix says whether part i is that of the second definition.
mixes as (
    select
        m.mix,
        case when m.mix & 1 > 0 then b.scale else a.scale end as scale,
        case when m.mix >> 1 & 1 > 0 then b.unit else a.unit end as unit,
        case when m.mix >> 2 & 1 > 0 then b.median_of else a.median_of end as median_of,
        case when m.mix >> 3 & 1 > 0 then b.edge else a.edge end as lower_edge,
        case when m.mix >> 3 & 1 > 0 then b.lower else a.lower end as lower,
        case when m.mix >> 4 & 1 > 0 then b.edge else a.edge end as upper_edge,
        case when m.mix >> 4 & 1 > 0 then b.upper else a.upper end as upper,
        case when m.mix >> 5 & 1 > 0 then b.closure else a.closure end as closure,
    from (select unnest(range((select 1 << any_value(n_parts) from parts))) as mix) as m
    inner join tuples as a on a.definition_id = p_first
    inner join tuples as b on b.definition_id = p_second
),

shares as (
    select
        m.mix,
        greatest(
            0,
            case when m.closure = 'lower_included' then high.below_share else high.up_to_share end
            - case when m.closure = 'upper_included' then low.up_to_share else low.below_share end
        ) as share,
    from mixes as m
    inner join core_class_edges as low
        on low.survey_id = p_survey and low.scale = m.scale and low.unit = m.unit and low.median_of = m.median_of
        and low.edge = m.lower_edge and low.bound = m.lower
    inner join core_class_edges as high
        on high.survey_id = p_survey and high.scale = m.scale and high.unit = m.unit and high.median_of = m.median_of
        and high.edge = m.upper_edge and high.bound = m.upper
),

steps as (
    select
        p.place,
        p.part,
        fsum(
            factorial(bit_count(s.mix)::integer)::double * factorial((p.n_parts - bit_count(s.mix) - 1)::integer)
            / nullif(factorial(p.n_parts::integer), 0)
            * (t.share - s.share)
        ) as share_change,
    from parts as p
    inner join shares as s on s.mix >> p.place & 1 = 0
    inner join shares as t on t.mix = s.mix + (1 << p.place)
    group by p.place, p.part
)

select
    p_survey as survey_id,
    p_first as first_definition_id,
    p_second as second_definition_id,
    k.part as tuple_part,
    case k.part when 'scale' then a.scale when 'unit' then a.unit when 'median_of' then a.median_of
        when 'closure' then a.closure end as first_code,
    case k.part when 'scale' then b.scale when 'unit' then b.unit when 'median_of' then b.median_of
        when 'closure' then b.closure end as second_code,
    case k.part when 'lower' then a.lower when 'upper' then a.upper end as first_bound,
    case k.part when 'lower' then b.lower when 'upper' then b.upper end as second_bound,
    k.share_change as part_share_change,
    v.share as first_share,
    w.share as second_share,
    s.notes,
    s.dataset_id,
from steps as k
inner join tuples as a on a.definition_id = p_first
inner join tuples as b on b.definition_id = p_second
inner join shares as v on v.mix = 0
inner join shares as w on w.mix = (1 << (select any_value(n_parts) from parts)) - 1
cross join class_surveys(p_surveys := [p_survey]) as s
order by k.place
