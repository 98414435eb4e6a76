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
with minutes as (
    from mart_unpaid_minutes(
        p_countries := p_countries,
        p_source := p_source,
        p_all_surveys := p_all_surveys,
        p_split_housework := p_split_housework
    )
),

asked_activities as (
    select distinct country_code, activity_code
    from minutes
),

prices as (
    -- The US has detailed occupations; elsewhere asking for them changes nothing.
    select p.*
    from core_prices p
    semi join asked_activities a on a.country_code = p.country_code and a.activity_code = p.activity_code
    where (p_methods is null or list_contains(p_methods, p.method_id))
        and p.wage_rung = p_wage_rung
        and p.scheme = case when p_detailed_occupations and p.country_code = 'USA' then 'soc' else 'isco1' end
),

surveys as (
    select distinct time_dataset_id, country_code, survey_year, population_base
    from minutes
),

priced_years as (
    -- A year in which the method prices every activity of the country.
    select method_id, country_code, wage_year
    from prices
    group by all
    having count(distinct activity_code) = (
        select count(*) from asked_activities a where a.country_code = prices.country_code
    )
),

candidate_years as (
    select
        s.time_dataset_id,
        s.country_code,
        s.survey_year,
        s.population_base,
        p.method_id,
        p.wage_year,
        g.gdp_usd_ppp is not null as has_gdp,
    from surveys s
    join priced_years p on p.country_code = s.country_code
    left join core_gdp g on g.country_code = s.country_code and g.year = p.wage_year
),

chosen_years as (
    -- Nearest year with GDP; a year without it only where no other is held. Ties go to the later year.
    select
        c.time_dataset_id,
        c.country_code,
        c.survey_year,
        c.method_id,
        w.asked_wage_year,
        arg_min(
            c.wage_year,
            (not c.has_gdp, abs(c.wage_year - coalesce(w.asked_wage_year, c.survey_year)), -c.wage_year)
        ) as wage_year,
    from candidate_years c
    cross join (select unnest(p_wage_years) as asked_wage_year) w
    group by all
),

per_sex as (
    select
        p.method_id,
        m.*,
        y.asked_wage_year,
        y.wage_year,
        n.persons,
        n.population_note,
        n.dataset_id as population_dataset_id,
        p.price_per_hour_usd_ppp * p_quality_factor as price_per_hour_usd_ppp,
        p.price_per_hour_national * p_quality_factor as price_per_hour_national,
        p.wage_dataset_id,
        p.wage_concept,
        p.wage_rung,
        p.occupation_code,
        p.price_note,
        m.minutes_per_day / 60 * n.persons * p_days_per_year / 1e9 as hours_bn,
    from minutes m
    join chosen_years y
        on y.time_dataset_id = m.time_dataset_id and y.country_code = m.country_code and y.survey_year = m.survey_year
    join prices p
        on p.method_id = y.method_id and p.country_code = m.country_code and p.wage_year = y.wage_year
        and p.activity_code = m.activity_code and p.sex in ('any', m.sex)
    join core_population n
        on n.country_code = m.country_code and n.year = y.wage_year and n.sex = m.sex
        and n.population_base = m.population_base
),

with_total as (
    -- Totals that the source or the method lacks: the sum of men and women.
    select
        p.* exclude (sex, minutes_per_day, persons, population_note, price_per_hour_usd_ppp, price_per_hour_national, hours_bn),
        'total' as sex,
        fsum(p.minutes_per_day * p.persons) / nullif(fsum(p.persons), 0) as minutes_per_day,
        fsum(p.persons) as persons,
        'total_is_sum_of_sexes' as population_note,
        fsum(p.price_per_hour_usd_ppp * p.hours_bn) / nullif(fsum(p.hours_bn), 0) as price_per_hour_usd_ppp,
        fsum(p.price_per_hour_national * p.hours_bn) / nullif(fsum(p.hours_bn), 0) as price_per_hour_national,
        fsum(p.hours_bn) as hours_bn,
        fsum(p.price_per_hour_usd_ppp * p.hours_bn) as value_usd_ppp_bn,
        fsum(p.price_per_hour_national * p.hours_bn) as value_national_bn,
    from per_sex p
    group by all
    having count(*) filter (p.sex = 'total') = 0 and count(*) = 2
    union all by name
    select
        *,
        price_per_hour_usd_ppp * hours_bn as value_usd_ppp_bn,
        price_per_hour_national * hours_bn as value_national_bn,
    from per_sex
)

select
    v.asked_wage_year,
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
    nullif(concat_ws(',', v.population_base_note, v.population_note), '') as notes,
    v.split_note,
    v.persons,
    v.hours_bn,
    v.price_per_hour_usd_ppp,
    v.price_per_hour_national,
    v.wage_year,
    v.wage_concept,
    v.wage_rung,
    v.occupation_code,
    v.price_note,
    v.wage_dataset_id,
    v.population_dataset_id,
    v.value_usd_ppp_bn,
    v.value_national_bn,
    case when g.gdp_usd_ppp is not null then v.wage_year end as gdp_year,
    g.gdp_usd_ppp / 1e9 as gdp_usd_ppp_bn,
    g.gdp_usd_ppp * g.ppp_factor / 1e9 as gdp_national_bn,
    g.dataset_id as gdp_dataset_id,
    g.ppp_dataset_id,
    everyone.persons as persons_all_ages,
from with_total v
left join core_gdp g on g.country_code = v.country_code and g.year = v.wage_year
left join core_population everyone
    on everyone.country_code = v.country_code and everyone.year = v.wage_year
    and everyone.sex = v.sex and everyone.population_base = 'all'
