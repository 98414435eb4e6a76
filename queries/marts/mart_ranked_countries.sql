-- Rank of every shipped country by the size of its middle class under each definition that gives sizes; definitions that draw the same line here count once.
create or replace macro mart_ranked_countries(
    p_countries varchar[] := null,
    p_definitions varchar[] := null,
    p_bounds varchar[] := ['median'],
    p_model varchar := 'dagum'
) as table
with shares as (
    select
        g.country_code,
        g.definition_id,
        d.sort_order,
        g.middle_share,
        g.income_year,
        g.dataset_id,
    from mart_grouped_shares(p_countries := p_countries, p_definitions := p_definitions, p_models := [p_model]) as g
    inner join core_definitions as d using (definition_id)
    inner join core_countries as c using (country_code)
    where c.is_own is not true and g.middle_share is not null and g.edges <> 'percentile'
        and (p_bounds is null or list_contains(p_bounds, g.edges))
),

-- Scale, unit and closure do not matter to incomes per head: the band and what it is a multiple of say which line it is.
distinct_lines as (
    select s.definition_id
    from (select distinct definition_id, sort_order from shares) as s
    inner join core_definitions as d using (definition_id)
    qualify row_number() over (partition by d.edges, d.lower, d.upper, d.price_year order by s.sort_order) = 1
),

held as (
    select country_code
    from shares
    inner join distinct_lines using (definition_id)
    group by country_code
    having count(*) = (select count(*) from distinct_lines)
)

select
    s.country_code,
    s.definition_id,
    s.sort_order,
    s.middle_share,
    rank() over (partition by s.definition_id order by s.middle_share desc) as country_rank,
    count(*) over (partition by s.definition_id) as n_countries,
    s.income_year,
    s.dataset_id,
from shares as s
inner join distinct_lines using (definition_id)
inner join held using (country_code)
