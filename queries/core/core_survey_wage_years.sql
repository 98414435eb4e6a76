-- The years in which a method prices every activity of a survey: of these a report takes the one nearest to its wish.
-- Years without GDP are listed only where no year with GDP is held.
-- housework: 'whole' or 'split', the part of core_unpaid_minutes that the report reads.
with asked as (
    select
        m.time_dataset_id,
        m.country_code,
        m.survey_year,
        m.is_latest,
        m.is_best,
        h.housework,
        list(distinct m.activity_code) as activity_codes,
    from core_unpaid_minutes m
    join (select unnest(['whole', 'split']) as housework) h on m.housework in ('any', h.housework)
    group by all
),

priced as (
    select method_id, country_code, wage_rung, scheme, wage_year, list(distinct activity_code) as activity_codes,
    from core_prices
    group by all
)

select
    a.time_dataset_id,
    a.country_code,
    a.survey_year,
    a.is_latest,
    a.is_best,
    a.housework,
    p.method_id,
    p.wage_rung,
    p.scheme,
    coalesce(
        list(p.wage_year order by p.wage_year) filter (g.gdp_usd_ppp is not null),
        list(p.wage_year order by p.wage_year)
    ) as wage_years,
from asked a
join priced p on p.country_code = a.country_code and list_has_all(p.activity_codes, a.activity_codes)
left join core_gdp g on g.country_code = p.country_code and g.year = p.wage_year
group by all
order by
    is_latest desc, is_best desc, method_id, a.country_code, time_dataset_id, survey_year, housework, wage_rung, scheme
