-- Rows of wages an hour, in national currency and in PPP dollars of the same year, with the occupation by its code.
-- Of an ISCO code the first digit counts, for that is what the methods price by; of several with one digit the shortest.
with coded as (
    select
        p.*,
        coalesce(
            case when o.code_meant in ('total', 'minimum') then o.code_meant end,
            nullif(regexp_extract(upper(coalesce(o.code_meant, p.code_text)), '^(?:OCU_)?(?:ISCO[-_ ]?(?:08|88)?[-_ ]?)?(\d)\d{0,3}$', 1), '')
        ) as occupation_code,
        p.value / nullif(getvariable('divisor'), 0) as hourly,
    from places as p
    left join own_codes as o on o.code_text = lower(p.code_text)
),

in_both as (
    select
        c.*,
        case getvariable('currency') when 'ppp' then c.hourly else c.hourly / nullif(g.ppp_factor, 0) end as hourly_usd_ppp,
        case getvariable('currency') when 'ppp' then c.hourly * g.ppp_factor else c.hourly end as hourly_national,
    from coded as c
    left join core_gdp as g on g.country_code = c.country_code and g.year = c.survey_year
)

select
    i.*,
    i.hourly_usd_ppp * p.full_time_hours_per_year / nullif(g.gdp_usd_ppp / nullif(n.persons, 0), 0) as years_of_gdp_per_head,
    p.wage_years_of_gdp_per_head_highest,
from in_both as i
cross join stg_parameters as p
left join core_gdp as g on g.country_code = i.country_code and g.year = i.survey_year
left join core_population as n
    on n.country_code = i.country_code and n.year = i.survey_year and n.population_base = 'all' and n.sex = 'total'
