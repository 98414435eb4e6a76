-- Our share of the middle class from income per head beside the one that was published for the same country, definition and nearest year.
-- grain: one row per published figure
create or replace macro grouped_beside_published(
    p_definitions varchar[] := null,
    p_countries varchar[] := null,
    p_model varchar := 'dagum'
) as table
-- Only people between multiples of their own median; a first edition gives way to the revised one.
with published as (
    select
        p.figure_id,
        p.area_code as country_code,
        p.period,
        p.year,
        p.definition_id,
        p.variant,
        p.share as published_share,
        p.evidence,
        p.dataset_id as published_dataset_id,
        d.lower,
        d.upper,
        d.concept,
        d.unit,
    from core_published_classes as p
    inner join core_definitions as d using (definition_id)
    where p.class_code = 'middle' and p.measure = 'people' and d.edges = 'median'
        and p.vintage is distinct from 'first'
        and (p_definitions is null or list_contains(p_definitions, p.definition_id))
        and (p_countries is null or list_contains(p_countries, p.area_code))
),

fits as (
    select f.*
    from core_income_fits as f
    where income_model = p_model
),

held as (
    select
        country_code,
        list(year) as years,
    from fits
    group by all
),

nearest as (
    select
        p.*,
        nearest_year(h.years, p.year) as income_year,
    from published as p
    inner join held as h using (country_code)
),

computed as (
    select
        n.*,
        f.dataset_id,
        people_below(n.upper, f.sigma, f.a, f.p, f.q, f.median_to_scale, s.series_terms)
        - people_below(n.lower, f.sigma, f.a, f.p, f.q, f.median_to_scale, s.series_terms) as middle_share,
    from nearest as n
    cross join core_parameters as s
    inner join fits as f
        on f.country_code = n.country_code and f.year = n.income_year
)

select
    figure_id,
    country_code,
    definition_id,
    period,
    income_year,
    middle_share,
    published_share,
    middle_share - published_share as share_difference,
    avg(abs(middle_share - published_share)) over (partition by definition_id) as mean_absolute_difference,
    count(*) over (partition by definition_id) as n_figures,
    abs(income_year - year) > (select years_far_apart from core_parameters) as is_far_apart,
    variant,
    concat_ws(
        ',',
        'per_head_beside_equivalised',
        case when unit = 'households' then 'counts_households' when unit = 'adults' then 'counts_adults' end,
        case when concept = 'gross_money' then 'gross_income' end
    ) as notes,
    evidence,
    dataset_id,
    published_dataset_id,
from computed
order by definition_id, country_code, income_year, figure_id
