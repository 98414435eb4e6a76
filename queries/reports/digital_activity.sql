-- Public code on GitHub by country and year: pushes and developers per thousand people. Activity, not unpaid hours.
-- grain: one row per country and year
create or replace macro digital_activity(p_countries varchar[] := null, p_years integer[] := null) as table
select
    d.country_code,
    d.year,
    max(d.value) filter (d.indicator = 'pushes') as pushes,
    max(d.value) filter (d.indicator = 'developers') as developers,
    max(d.n_quarters) filter (d.indicator = 'pushes') as n_quarters,
    case when max(d.n_quarters) filter (d.indicator = 'pushes') = 4
        then max(d.value) filter (d.indicator = 'pushes') / nullif(any_value(p.persons) / 1000, 0)
    end as pushes_per_thousand,
    max(d.value) filter (d.indicator = 'developers') / nullif(any_value(p.persons) / 1000, 0) as developers_per_thousand,
    case
        when count(*) filter (d.indicator = 'pushes') = 0 then 'below_threshold_of_source'
        when any_value(p.persons) is null then 'no_population'
        when max(d.n_quarters) filter (d.indicator = 'pushes') < 4 then 'not_a_whole_year'
    end as missing_reason,
    d.dataset_id,
    any_value(p.dataset_id) as population_dataset_id,
from core_series d
left join core_population p
    on p.country_code = d.country_code and p.year = d.year and p.population_base = 'all' and p.sex = 'total'
where d.dataset_id = 'github_activity'
    and (p_countries is null or list_contains(p_countries, d.country_code))
    and (p_years is null or list_contains(p_years, d.year))
group by d.country_code, d.year, d.dataset_id
order by d.year desc, pushes_per_thousand desc, d.country_code
