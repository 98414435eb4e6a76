-- Hours of volunteering a year as surveys of volunteering publish them, beside the hours of the diaries of the same country.
-- The two ask differently: one for hours remembered over a year, the other for what was done on one day.
-- grain: one row per published figure
create or replace macro volunteering_beside_diaries(p_countries varchar[] := null) as table
with published as (
    select country_code, year, value as published_hours_bn, source, note, dataset_id,
    from core_volunteering
    where indicator = 'formal_volunteer_hours'
    union all
    select country_code, year, value, source, note, 'official_accounts',
    from core_official_figures
    where quantity = 'volunteer hours (CPS supplement)'
),

diaries as (
    select v.country_code, v.survey_year, v.time_dataset_id,
        any_value(v.wage_year) as population_year,
        any_value(v.population_dataset_id) as population_dataset_id,
        fsum(v.hours_bn) filter (k.prosuming_kind = 'volunteering_formal') as diary_formal_hours_bn,
        fsum(v.hours_bn) filter (k.prosuming_kind = 'volunteering_informal') as diary_informal_hours_bn,
    from mart_valued_hours(p_methods := ['replacement_specialist'], p_all_surveys := true) v
    join core_prosuming_kinds k on list_contains(k.activity_codes, v.activity_code)
    where v.sex = 'total'
    group by all
),

nearest as (
    select p.*, d.* exclude (country_code),
    from published p
    left join diaries d using (country_code)
    qualify row_number() over (
        partition by p.country_code, p.year, p.dataset_id order by abs(d.survey_year - p.year), d.survey_year
    ) = 1
)

select
    country_code,
    year,
    published_hours_bn,
    survey_year,
    population_year,
    diary_formal_hours_bn,
    diary_informal_hours_bn,
    case when diary_formal_hours_bn is null then 'not_split_by_source' end as missing_reason,
    source,
    note,
    dataset_id,
    time_dataset_id,
    population_dataset_id,
from nearest
where p_countries is null or list_contains(p_countries, country_code)
order by country_code, year, dataset_id
