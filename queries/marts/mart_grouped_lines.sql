-- The bounds of definitions in each country as multiples of its own median income per head, or as ranks, or why there are none.
-- p_anchor adds a definition of the reader, 'mine': p_lower and p_upper times the own median ('median') or that of p_line_country
-- ('foreign_median'), or dollars a day of the year of the medians ('ppp_dollars_a_day'). Without it p_lower and p_upper replace the
-- bounds of the definitions. A line in dollars of another year is carried by consumer prices of the United States.
create or replace macro mart_grouped_lines(
    p_countries varchar[] := null,
    p_definitions varchar[] := null,
    p_anchor varchar := null,
    p_lower double := null,
    p_upper double := null,
    p_line_country varchar := 'USA'
) as table
with asked as (
    select
        definition_id,
        family,
        edges,
        coalesce(p_lower, lower) as lower,
        coalesce(p_upper, upper, 'infinity'::double) as upper,
        price_year,
    from core_definitions
    where p_anchor is null and (p_definitions is null or list_contains(p_definitions, definition_id))
    union all
    select
        'mine',
        'relative_median',
        p_anchor,
        coalesce(p_lower, 0),
        coalesce(p_upper, 'infinity'::double),
        null,
    where p_anchor is not null
),

medians as (
    select
        country_code,
        year as median_year,
        median_income as median_usd_ppp,
        dataset_id as median_dataset_id,
    from core_median_income
    where concept = 'per_head'
    qualify year = max(year) over (partition by country_code)
),

priced as (
    select
        a.*,
        case when a.price_year is null or a.price_year = p.median_ppp_year then 1
            else u.us_price_index / nullif(o.us_price_index, 0) end as price_factor,
        p.days_per_year,
        case when o.year is not null and a.price_year <> p.median_ppp_year then o.dataset_id end as price_dataset_id,
    from asked as a
    cross join core_parameters as p
    left join core_us_prices as o on o.year = a.price_year
    left join core_us_prices as u on u.year = p.median_ppp_year
),

lines as (
    select
        c.country_code,
        p.definition_id,
        p.edges,
        m.median_year,
        m.median_usd_ppp,
        p.price_dataset_id,
        case
            when p.edges = 'foreign_median' then line.median_usd_ppp / nullif(m.median_usd_ppp, 0)
            when p.edges like 'ppp_dollars%'
                then p.days_per_year * p.price_factor / nullif(m.median_usd_ppp, 0)
            else 1
        end as unit_to_median,
        p.lower,
        p.upper,
        case when p.edges <> 'median' and p.edges <> 'percentile' then m.median_dataset_id end as median_dataset_id,
        case
            when p.family = 'wealth' then 'needs_wealth'
            when p.edges = 'items' then 'needs_items'
            when p.edges = 'answers' then 'needs_answers'
            when p.edges = 'classes' then 'needs_occupations'
            when p.edges in ('median', 'percentile') then null
            when p.price_factor is null then 'no_us_prices'
            when m.median_usd_ppp is null then 'no_median_per_head'
        end as missing_reason,
    from core_countries as c
    cross join priced as p
    left join medians as m using (country_code)
    left join medians as line on line.country_code = p_line_country
    where p_countries is null or list_contains(p_countries, c.country_code)
)

select
    country_code,
    definition_id,
    edges,
    median_year,
    median_usd_ppp,
    case when missing_reason is null and edges <> 'percentile' then lower * unit_to_median end as lower_to_median,
    case when missing_reason is null and edges not like '%percentile' then upper * unit_to_median end as upper_to_median,
    case when missing_reason is null and edges = 'percentile' then lower end as lower_rank,
    case when missing_reason is null and edges like '%percentile' then upper end as upper_rank,
    missing_reason,
    median_dataset_id,
    price_dataset_id,
from lines
