-- Definitions of the middle class with their whole tuple: concept, scale, unit, population behind the median, bounds, closure.
-- grain: one row per definition
create or replace macro middle_class_definitions(
    p_definitions varchar[] := null,
    p_families varchar[] := null
) as table
select
    definition_id,
    title_en,
    title_ko,
    family as definition_family,
    concept as income_concept,
    scale as equivalence_scale,
    unit as counted_unit,
    median_of,
    edges as bound_kind,
    lower as lower_bound,
    upper as upper_bound,
    rule as definition_rule,
    closure,
    price_year,
    source,
    evidence,
from core_definitions
where (p_definitions is null or list_contains(p_definitions, definition_id))
    and (p_families is null or list_contains(p_families, family))
order by sort_order
