-- How far two definitions put countries in the same order: Kendall's tau over every pair of countries, 1 the same order and −1 the reverse.
-- grain: one row per pair of definitions
-- p_bounds: kinds of bounds, by default multiples of the country's own median; null takes lines in dollars and of other countries too.
create or replace macro definition_rank_agreement(
    p_definitions varchar[] := null,
    p_bounds varchar[] := ['median'],
    p_model varchar := 'dagum'
) as table
with ranked as materialized (
    from mart_ranked_countries(p_definitions := p_definitions, p_bounds := p_bounds, p_model := p_model)
),

orders as (
    select
        a.definition_id,
        a.sort_order,
        a.country_code,
        b.country_code as other_code,
        sign(a.middle_share - b.middle_share) as direction,
        a.n_countries,
        a.dataset_id,
    from ranked as a
    inner join ranked as b on b.definition_id = a.definition_id and b.country_code > a.country_code
)

select
    one.definition_id as first_definition_id,
    other.definition_id as second_definition_id,
    fsum(one.direction * other.direction)
    / nullif(sqrt(fsum(abs(one.direction)) * fsum(abs(other.direction))), 0) as kendall_tau,
    any_value(one.n_countries) as n_countries,
    'per_head' as notes,
    any_value(one.dataset_id) as dataset_id,
from orders as one
inner join orders as other on other.country_code = one.country_code and other.other_code = one.other_code
group by one.definition_id, one.sort_order, other.definition_id, other.sort_order
order by one.sort_order, other.sort_order
