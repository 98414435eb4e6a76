-- Minutes of unpaid work beside the price, the persons and the GDP of every year in which a method prices them.
-- No report's parameter enters here, so that a report only filters, picks a year and adds up.
-- Totals that the source or the method lacks are the sum of men and women.
with per_sex as (
    select
        m.*,
        p.method_id,
        p.wage_rung,
        p.scheme,
        p.wage_year,
        p.wage_concept,
        p.wage_dataset_id,
        p.occupation_code,
        p.price_note,
        p.price_per_hour_usd_ppp,
        p.price_per_hour_national,
        n.persons,
        n.population_note,
        n.dataset_id as population_dataset_id,
        m.minutes_per_day / 60 * n.persons as hours_per_day,
        hours_per_day * p.price_per_hour_usd_ppp as value_usd_ppp_per_day,
        hours_per_day * p.price_per_hour_national as value_national_per_day,
    from core_unpaid_minutes m
    join core_prices p
        on p.country_code = m.country_code and p.activity_code = m.activity_code and p.sex in ('any', m.sex)
    join core_population n
        on n.country_code = m.country_code and n.year = p.wage_year and n.sex = m.sex
        and n.population_base = m.population_base
),

with_total as (
    select
        p.* exclude (
            sex, minutes_per_day, persons, population_note, price_per_hour_usd_ppp, price_per_hour_national,
            hours_per_day, value_usd_ppp_per_day, value_national_per_day
        ),
        'total' as sex,
        fsum(p.minutes_per_day * p.persons) / nullif(fsum(p.persons), 0) as minutes_per_day,
        fsum(p.persons) as persons,
        'total_is_sum_of_sexes' as population_note,
        fsum(p.value_usd_ppp_per_day) / nullif(fsum(p.hours_per_day), 0) as price_per_hour_usd_ppp,
        fsum(p.value_national_per_day) / nullif(fsum(p.hours_per_day), 0) as price_per_hour_national,
        fsum(p.hours_per_day) as hours_per_day,
        fsum(p.value_usd_ppp_per_day) as value_usd_ppp_per_day,
        fsum(p.value_national_per_day) as value_national_per_day,
    from per_sex p
    group by all
    having count(*) filter (p.sex = 'total') = 0 and count(*) = 2
    union all by name
    from per_sex
)

select
    v.method_id,
    v.country_code,
    v.time_dataset_id,
    v.survey_year,
    v.age_range,
    v.is_latest,
    v.is_best,
    v.housework,
    v.sex,
    v.activity_code,
    v.scope,
    v.domain,
    v.minutes_per_day,
    v.population_base,
    nullif(concat_ws(',', v.population_base_note, v.population_note), '') as notes,
    case when v.housework = 'split' then 'housework_split_by_hetus' end as split_note,
    v.persons,
    v.hours_per_day,
    v.price_per_hour_usd_ppp,
    v.price_per_hour_national,
    v.value_usd_ppp_per_day,
    v.value_national_per_day,
    v.wage_year,
    v.wage_concept,
    v.wage_rung,
    v.scheme,
    v.occupation_code,
    v.price_note,
    v.wage_dataset_id,
    v.population_dataset_id,
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
order by
    v.is_latest desc, v.is_best desc, v.method_id, v.country_code, v.time_dataset_id, v.survey_year, v.wage_year,
    v.wage_rung, v.scheme, v.housework, v.activity_code, v.sex
