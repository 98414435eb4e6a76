-- Bounds of the middle class in money for one country, from its median equivalised disposable income, and the price of an hour of unpaid work beside them.
-- grain: one row per country and definition
-- Only definitions of disposable income over the square root of the household's size, as the median is. The hour is priced by the
-- generalist of the newest year held; no price carries it to the year of the median.
create or replace macro standing_lines(
    p_countries varchar[] := null
) as table
with medians as (
    from core_median_income
    where concept = 'equivalised_disposable'
    qualify year = max(year) over (partition by country_code)
),

hours as (
    select
        country_code,
        wage_year,
        price_per_hour_national,
        wage_dataset_id,
    from core_prices
    where method_id = 'replacement_generalist' and activity_code = 'unpaid_total' and wage_rung = 'gross'
        and sex in ('any', 'total')
    qualify row_number() over (partition by country_code order by wage_year desc, scheme) = 1
)

select
    m.country_code,
    d.definition_id,
    d.lower * m.median_income as lower_income_national,
    d.upper * m.median_income as upper_income_national,
    m.median_income as median_national,
    m.year as median_year,
    m.currency_code,
    h.price_per_hour_national,
    h.wage_year,
    case when h.price_per_hour_national is null then 'no_wage' end as missing_reason,
    m.dataset_id,
    h.wage_dataset_id,
from medians as m
cross join core_definitions as d
left join hours as h using (country_code)
where d.edges = 'median' and d.family = 'relative_median' and d.concept = 'disposable'
    and d.scale in ('sqrt', 'sqrt_x_sqrt3')
    and (p_countries is null or list_contains(p_countries, m.country_code))
order by m.country_code, d.sort_order
