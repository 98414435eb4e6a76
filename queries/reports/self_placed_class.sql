-- Share of people by the class they place themselves in, beside the share that incomes put into the middle in the nearest year.
-- grain: one row per country and year
create or replace macro self_placed_class(
    p_countries varchar[] := null,
    p_newest boolean := true,
    p_definition varchar := 'oecd_75_200',
    p_model varchar := 'dagum'
) as table
with placed as (
    from core_self_placed_class
    where p_countries is null or list_contains(p_countries, country_code)
    qualify not p_newest or year = max(year) over (partition by country_code)
),

fits as (
    from core_income_fits
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
        p.country_code,
        p.year,
        nearest_year(h.years, p.year) as income_year,
    from placed as p
    inner join held as h using (country_code)
),

measured as (
    select
        n.country_code,
        n.year,
        n.income_year,
        people_below(d.upper, f.sigma, f.a, f.p, f.q, f.median_to_scale, s.series_terms)
        - people_below(d.lower, f.sigma, f.a, f.p, f.q, f.median_to_scale, s.series_terms) as middle_share,
    from nearest as n
    inner join fits as f on f.country_code = n.country_code and f.year = n.income_year
    cross join core_parameters as s
    inner join core_definitions as d on d.definition_id = p_definition and d.edges = 'median'
)

select
    p.country_code,
    p.year as class_year,
    p.lower_share as self_lower_share,
    p.working_share as self_working_share,
    p.middle_share as self_middle_share,
    p.upper_middle_share as self_upper_middle_share,
    p.upper_share as self_upper_share,
    p.middle_share + coalesce(p.upper_middle_share, 0) as self_all_middle_share,
    m.income_year,
    m.middle_share,
    p.middle_share + coalesce(p.upper_middle_share, 0) - m.middle_share as share_difference,
    case when m.middle_share is null then 'no_income_shares' end as missing_reason,
    p.dataset_id,
    case when m.middle_share is not null then 'income_shares' end as income_dataset_id,
from placed as p
left join measured as m using (country_code, year)
order by p.country_code, p.year
