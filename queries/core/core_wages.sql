-- Hourly pay by country, year, sex and occupation, in current PPP dollars and national currency.
-- `wage_rung` is the step of the wage ladder: gross earnings, or the net wage that an office published.
with minimum as (
    -- Real minimum wages return to current prices by the country's own consumer prices, then to current PPP.
    select
        m.country_code,
        m.year,
        m.hourly_usd_ppp_2022 * base.ppp_factor * now.cpi / nullif(base.cpi, 0) as hourly_national,
        m.hourly_usd_ppp_2022 * base.ppp_factor * now.cpi / nullif(base.cpi, 0) / nullif(now.ppp_factor, 0)
            as hourly_usd_ppp,
    from stg_oecd_minimum_wage m
    cross join stg_parameters p
    join stg_exchange_rates base on base.country_code = m.country_code and base.year = p.minimum_wage_base_year
    join stg_exchange_rates now on now.country_code = m.country_code and now.year = m.year
),

every_source as (
    select
        'ilo_earnings' as dataset_id,
        country_code,
        year,
        sex,
        'isco1' as scheme,
        occupation_code,
        'mean_hourly_earnings' as wage_concept,
        'gross' as wage_rung,
        hourly_usd_ppp,
        hourly_usd_ppp * x.ppp_factor as hourly_national,
        null::varchar as note_en,
        null::varchar as note_ko,
    from stg_ilo_earnings
    left join stg_exchange_rates x using (country_code, year)
    union all
    select
        'oecd_minimum_wage',
        country_code,
        year,
        'total',
        'isco1',
        'minimum',
        'statutory_minimum',
        'gross',
        hourly_usd_ppp,
        hourly_national,
        null,
        null,
    from minimum
    where hourly_usd_ppp is not null
    union all
    select
        'us_oews',
        'USA',
        p.us_oews_year,
        'total',
        'soc',
        occupation_code,
        'mean_hourly_earnings',
        'gross',
        hourly_usd,
        hourly_usd,
        null,
        null,
    from stg_us_oews
    cross join stg_parameters p
    union all
    select
        'national_wages',
        w.country_code,
        w.year,
        'total',
        'isco1',
        w.occupation_code,
        w.wage_concept,
        'gross',
        w.hourly_national / nullif(x.ppp_factor, 0),
        w.hourly_national,
        w.note_en,
        w.note_ko,
    from stg_national_wages w
    join stg_exchange_rates x on x.country_code = w.country_code and x.year = w.year
    union all
    select
        'official_accounts',
        n.country_code,
        n.year,
        'total',
        'isco1',
        n.occupation_code,
        'net_hourly_wage',
        'net',
        n.hourly_national / nullif(x.ppp_factor, 0),
        n.hourly_national,
        n.note_en,
        n.note_ko,
    from stg_occupations__net_wages n
    join stg_exchange_rates x on x.country_code = n.country_code and x.year = n.year
),

mean_wages as (
    -- What a full-time year at the country's mean wage is in multiples of GDP per head.
    select
        w.country_code,
        w.year,
        any_value(w.hourly_usd_ppp) * any_value(p.full_time_hours_per_year)
            / nullif(any_value(g.gdp_usd_ppp) / nullif(fsum(n.persons), 0), 0)
            > any_value(p.wage_years_of_gdp_per_head_highest) as is_implausible,
    from every_source w
    join core_gdp g on g.country_code = w.country_code and g.year = w.year
    join core_population n
        on n.country_code = w.country_code and n.year = w.year and n.population_base = 'all' and n.sex = 'total'
    cross join stg_parameters p
    where w.occupation_code = 'total' and w.sex = 'total'
    group by all
)

select
    w.*,
    not coalesce(m.is_implausible, false) as is_plausible,
from every_source w
left join mean_wages m on m.country_code = w.country_code and m.year = w.year
