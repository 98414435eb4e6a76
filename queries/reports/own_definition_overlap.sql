-- Who is in a middle class of the reader's own making and in each definition, among the same persons: exactly where both use one scale, else as bounds.
-- grain: one row per definition
-- On one scale both are bands of the same incomes, so the shares below their lines say who is in both; else both sizes leave room between two bounds.
create or replace macro own_definition_overlap(
    p_survey varchar := 'eu_silc_synthetic',
    p_scale varchar := 'sqrt',
    p_median_of varchar := 'persons',
    p_lower double := 0.75,
    p_upper double := 2.0
) as table
with of_persons as (
    from core_class_edges
    where survey_id = p_survey and unit = 'persons'
),

-- Households as they are are counted as households only.
held as (
    from of_persons
    union all
    from core_class_edges
    where survey_id = p_survey and scale = 'none' and unit = 'households'
),

own as (
    select
        low.below_share as below,
        high.below_share as up_to,
    from held as low
    inner join held as high
        on high.scale = low.scale and high.unit = low.unit and high.median_of = low.median_of and high.edge = low.edge
    where low.scale = p_scale and low.median_of = p_median_of and low.edge = 'median' and low.bound = p_lower
        and high.bound = p_upper
),

bands as (
    select
        d.definition_id,
        d.sort_order,
        low.scale = p_scale as is_exact,
        case d.closure when 'upper_included' then low.up_to_share else low.below_share end as below,
        case d.closure when 'lower_included' then high.below_share else high.up_to_share end as up_to,
        low.dataset_id,
    from core_class_shares as s
    inner join core_definitions as d using (definition_id)
    inner join held as low
        on low.scale = case d.scale when 'sqrt_x_sqrt3' then 'sqrt' else d.scale end and low.median_of = d.median_of
        and low.edge = d.edges and low.bound = d.lower
    inner join held as high
        on high.scale = low.scale and high.unit = low.unit and high.median_of = low.median_of and high.edge = d.edges
        and high.bound = d.upper
    where s.survey_id = p_survey
),

shares as (
    select
        b.*,
        o.up_to - o.below as first_share,
        b.up_to - b.below as second_share,
        greatest(0, least(o.up_to, b.up_to) - greatest(o.below, b.below)) as both_share,
    from bands as b
    cross join own as o
),

bounded as (
    select
        *,
        case when is_exact then both_share else greatest(0, first_share + second_share - 1) end as least_both,
        case when is_exact then both_share else least(first_share, second_share) end as most_both,
    from shares
)

select
    p_survey as survey_id,
    'mine' as first_definition_id,
    b.definition_id as second_definition_id,
    b.first_share,
    b.second_share,
    b.least_both as lowest_both_share,
    b.most_both as highest_both_share,
    b.least_both / nullif(b.first_share + b.second_share - b.least_both, 0) as lowest_jaccard,
    b.most_both / nullif(b.first_share + b.second_share - b.most_both, 0) as highest_jaccard,
    b.is_exact,
    s.notes,
    b.dataset_id,
from bounded as b
cross join class_surveys(p_surveys := [p_survey]) as s
order by b.sort_order
