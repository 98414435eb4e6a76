-- Unpaid hours a year and their value by country, method, sex and activity, before any activity is left out of scope.
-- The wage year is the one nearest to the survey (or to each of p_wage_years, one set of rows for each) in which the wage and the GDP are held;
-- population (a check sees that it covers every priced year) and GDP are those of the wage year. Where a method prices men and women apart, the total is their sum.
create or replace macro mart_valued_hours(
    p_methods varchar[] := null,
    p_countries varchar[] := null,
    p_source varchar := 'best',
    p_all_surveys boolean := false,
    p_split_housework boolean := false,
    p_wage_years integer[] := [null],
    p_wage_rung varchar := 'gross',
    p_detailed_occupations boolean := false,
    p_quality_factor double := 1.0,
    p_days_per_year double := 365.0
) as table
with years as (
    -- The US has detailed occupations; elsewhere asking for them changes nothing.
    select
        s.time_dataset_id,
        s.country_code,
        s.survey_year,
        s.method_id,
        s.scheme,
        w.asked_wage_year,
        nearest_year(s.wage_years, coalesce(w.asked_wage_year, s.survey_year)) as wage_year,
    from core_survey_wage_years s
    cross join (select unnest(p_wage_years) as asked_wage_year) w
    where (p_methods is null or list_contains(p_methods, s.method_id))
        and (p_countries is null or list_contains(p_countries, s.country_code))
        and case when p_source = 'best' then s.is_best else from_source(s.time_dataset_id, p_source) end
        and (s.is_latest or p_all_surveys)
        and s.housework = case when p_split_housework then 'split' else 'whole' end
        and s.wage_rung = p_wage_rung
        and s.scheme = case when p_detailed_occupations and s.country_code = 'USA' then 'soc' else 'isco1' end
)

select
    y.asked_wage_year,
    v.method_id,
    v.country_code,
    v.time_dataset_id,
    v.survey_year,
    v.age_range,
    v.sex,
    v.activity_code,
    v.scope,
    v.domain,
    v.minutes_per_day,
    v.population_base,
    v.notes,
    v.split_note,
    v.persons,
    v.hours_per_day * p_days_per_year / 1e9 as hours_bn,
    v.price_per_hour_usd_ppp * p_quality_factor as price_per_hour_usd_ppp,
    v.price_per_hour_national * p_quality_factor as price_per_hour_national,
    v.wage_year,
    v.wage_concept,
    v.wage_rung,
    v.occupation_code,
    v.price_note,
    v.wage_dataset_id,
    v.population_dataset_id,
    v.value_usd_ppp_per_day * p_days_per_year / 1e9 * p_quality_factor as value_usd_ppp_bn,
    v.value_national_per_day * p_days_per_year / 1e9 * p_quality_factor as value_national_bn,
    v.gdp_year,
    v.gdp_usd_ppp_bn,
    v.gdp_national_bn,
    v.gdp_dataset_id,
    v.ppp_dataset_id,
    v.persons_all_ages,
from core_priced_minutes v
join years y
    on y.time_dataset_id = v.time_dataset_id and y.country_code = v.country_code and y.survey_year = v.survey_year
    and y.method_id = v.method_id and y.scheme = v.scheme and y.wage_year = v.wage_year
where (p_methods is null or list_contains(p_methods, v.method_id))
    and (v.is_latest or p_all_surveys)
    and v.wage_rung = p_wage_rung
    and v.housework <> case when p_split_housework then 'whole' else 'split' end
