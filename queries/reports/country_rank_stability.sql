-- How far the rank of a country by the size of its middle class depends on the definition, and which countries no definition puts on its other side.
-- grain: one row per country
-- A country is always ahead of another if it has the larger middle class by every one of the definitions.
-- p_bounds: kinds of bounds, by default multiples of the country's own median; null takes lines in dollars and of other countries too.
create or replace macro country_rank_stability(
    p_countries varchar[] := null,
    p_definitions varchar[] := null,
    p_bounds varchar[] := ['median'],
    p_model varchar := 'dagum'
) as table
with ranked as materialized (
    from mart_ranked_countries(p_definitions := p_definitions, p_bounds := p_bounds, p_model := p_model)
),

pairs as (
    select
        a.country_code,
        b.country_code as other_code,
        bool_and(a.middle_share > b.middle_share) as is_ahead,
        bool_and(a.middle_share < b.middle_share) as is_behind,
    from ranked as a
    inner join ranked as b on b.definition_id = a.definition_id and b.country_code <> a.country_code
    group by a.country_code, b.country_code
),

orders as (
    select
        country_code,
        count(*) filter (is_ahead) as n_always_ahead,
        count(*) filter (is_behind) as n_always_behind,
        count(*) filter (is_ahead or is_behind) / nullif(count(*), 0) as settled_pairs_share,
    from pairs
    group by country_code
)

select
    r.country_code,
    min(r.country_rank) as best_rank,
    median(r.country_rank) as middle_rank,
    max(r.country_rank) as worst_rank,
    arg_min(r.definition_id, (r.country_rank, r.sort_order)) as best_definition_id,
    arg_max(r.definition_id, (r.country_rank, -r.sort_order)) as worst_definition_id,
    o.n_always_ahead,
    o.n_always_behind,
    o.settled_pairs_share,
    any_value(r.n_countries) as n_countries,
    count(*) as n_definitions,
    any_value(r.income_year) as income_year,
    'per_head' as notes,
    any_value(r.dataset_id) as dataset_id,
from ranked as r
inner join orders as o using (country_code)
where p_countries is null or list_contains(p_countries, r.country_code)
group by r.country_code, o.n_always_ahead, o.n_always_behind, o.settled_pairs_share
order by r.country_code
