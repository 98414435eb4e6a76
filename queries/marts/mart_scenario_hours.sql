-- Unpaid minutes of women and men by activity with persons, price and GDP by method: what a scenario moves.
-- An activity that a table lists for one sex only has zero minutes of the other, at the price of that sex if it is one, else of the activity.
-- Where a method prices nothing in a country, the persons are those of the survey year and the price is empty.
create or replace macro mart_scenario_hours(
    p_countries varchar[] := null,
    p_methods varchar[] := null,
    p_split_housework boolean := false
) as table
with minutes as (
    from mart_unpaid_minutes(p_countries := p_countries, p_split_housework := p_split_housework)
    where sex <> 'total' and scope not in ('own_use_goods', 'passive_care')
),

-- A table of one sex alone says nothing of the other.
of_each_sex as (
    select country_code, time_dataset_id, survey_year,
    from minutes
    group by all
    having count(distinct sex) = 2
),

both_sexes as (
    select distinct m.* exclude (sex, minutes_per_day, split_note), s.sex,
    from minutes m
    semi join of_each_sex using (country_code, time_dataset_id, survey_year)
    cross join each_sex() s
    where s.sex <> 'total'
),

with_price as (
    select
        b.country_code,
        k.method_id,
        k.sort_order,
        b.sex,
        b.activity_code,
        b.domain,
        coalesce(m.minutes_per_day, 0) as minutes_per_day,
        b.survey_year,
        b.time_dataset_id,
        b.population_base,
        v.persons,
        v.price_per_hour_usd_ppp,
        v.gdp_usd_ppp_bn,
        v.wage_year,
        v.wage_dataset_id,
        v.population_dataset_id,
        v.gdp_dataset_id,
    from both_sexes b
    cross join core_methods k
    left join minutes m using (country_code, time_dataset_id, survey_year, activity_code, sex)
    left join mart_valued_hours(
        p_methods := p_methods, p_countries := p_countries, p_split_housework := p_split_housework
    ) v
        on v.country_code = b.country_code and v.method_id = k.method_id and v.sex = b.sex
        and v.activity_code = b.activity_code and v.time_dataset_id = b.time_dataset_id and v.survey_year = b.survey_year
    where p_methods is null or list_contains(p_methods, k.method_id)
)

select
    w.* exclude (persons, price_per_hour_usd_ppp, gdp_usd_ppp_bn, wage_year, population_base, population_dataset_id),
    coalesce(max(w.persons) over one_sex, p.persons) as persons,
    coalesce(
        w.price_per_hour_usd_ppp,
        case when min(w.price_per_hour_usd_ppp) over one_sex = max(w.price_per_hour_usd_ppp) over one_sex
            then max(w.price_per_hour_usd_ppp) over one_sex end,
        max(w.price_per_hour_usd_ppp) over one_activity
    ) as price_per_hour_usd_ppp,
    max(w.gdp_usd_ppp_bn) over one_sex as gdp_usd_ppp_bn,
    max(w.wage_year) over one_sex as wage_year,
    coalesce(w.population_dataset_id, p.dataset_id) as population_dataset_id,
from with_price w
left join core_population p
    on p.country_code = w.country_code and p.year = w.survey_year and p.sex = w.sex and p.population_base = w.population_base
window
    one_sex as (partition by w.country_code, w.method_id, w.time_dataset_id, w.survey_year, w.sex),
    one_activity as (partition by w.country_code, w.method_id, w.time_dataset_id, w.survey_year, w.activity_code)
