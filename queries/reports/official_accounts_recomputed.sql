-- Official totals re-derived from the inputs the offices published, beside the published figure and the difference.
-- grain: one row per case
create or replace macro official_accounts_recomputed(
    p_countries varchar[] := null,
    p_kinds varchar[] := null,
    p_days_per_year double := 365.0,
    p_weeks_per_year double := 52.0
) as table
with inputs as (
    select
        case_id,
        fsum(value * factor) filter (role = 'part') as part,
        max(value * factor) filter (role = 'whole') as whole,
        max(value * factor) filter (role = 'extended') as extended,
        max(value * factor) filter (role = 'minutes') as minutes,
        max(value * factor) filter (role = 'population') as population,
        max(value * factor) filter (role = 'price') as price,
        max(value * factor) filter (role = 'hours') as hours,
        max(value * factor) filter (role = 'hours_per_week') as hours_per_week,
        max(value * factor) filter (role = 'value') as value,
        max(unit) filter (role = 'value') as value_unit,
        list(quantity || ': ' || value || ' ' || unit order by figure_id) as inputs,
    from core_official_inputs
    group by all
),

computed as (
    select
        c.*,
        i.inputs,
        i.value_unit,
        case c.formula
            when 'minutes_population_price' then i.minutes / 60 * p_days_per_year * i.population * i.price
            when 'hours_price' then i.hours * i.price
            when 'share_of' then i.part / nullif(i.whole, 0)
            when 'share_from_extended' then i.part / nullif(i.extended - i.part / 100, 0)
            when 'sum_of_parts' then i.part
            when 'sum_to_hundred' then i.part
        end as recomputed_value,
        case c.formula
            when 'implied_price' then i.value / nullif(coalesce(i.hours, i.hours_per_week * p_weeks_per_year), 0)
        end as implied_price,
        case when c.formula = 'sum_to_hundred' then 100 else f.value * c.published_unit_factor end as published_value,
        case when c.formula = 'sum_to_hundred' then '%' else f.unit end as unit,
        f.source,
        f.evidence,
    from core_official_cases c
    join inputs i using (case_id)
    left join core_official_figures f on f.figure_id = c.published_id
)

select
    case_id,
    country_code,
    year,
    title_en,
    title_ko,
    formula,
    published_value,
    recomputed_value,
    unit,
    recomputed_value - published_value as difference,
    (recomputed_value - published_value) / nullif(published_value, 0) as difference_share,
    tolerance,
    tolerance_kind,
    tolerance_reason_en,
    tolerance_reason_ko,
    case tolerance_kind
        when 'share' then abs(recomputed_value - published_value) <= tolerance * abs(published_value)
        -- Half a unit of the last printed digit of a float sum is not a difference.
        when 'absolute' then abs(recomputed_value - published_value) <= tolerance + 1e-9
    end as is_within_tolerance,
    kind,
    implied_price,
    case when implied_price is not null then split_part(value_unit, ' ', 1) || '/h' end as implied_price_unit,
    vintage,
    inputs,
    source,
    evidence,
    'official_accounts' as dataset_id,
from computed
where (p_countries is null or list_contains(p_countries, country_code))
    and (p_kinds is null or list_contains(p_kinds, kind))
order by kind = 'implied_price', kind, country_code, year, case_id
