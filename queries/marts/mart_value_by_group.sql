-- The value of the unpaid hours in scope by country, method and sex, with every surveyed country present.
-- A country without a value carries the reason; own-use goods are never counted, for they are in GDP already.
create or replace macro mart_value_by_group(
    p_methods varchar[] := null,
    p_countries varchar[] := null,
    p_shopping boolean := true,
    p_gardening_pets boolean := true,
    p_travel boolean := true,
    p_care_for_others boolean := true,
    p_volunteering boolean := true,
    p_passive_care boolean := false,
    p_source varchar := 'best',
    p_all_surveys boolean := false,
    p_split_housework boolean := false,
    p_wage_year integer := null,
    p_wage_rung varchar := 'gross',
    p_detailed_occupations boolean := false,
    p_quality_factor double := 1.0,
    p_days_per_year double := 365.0
) as table
with valued as (
    from mart_valued_hours(
        p_methods := p_methods,
        p_countries := p_countries,
        p_source := p_source,
        p_all_surveys := p_all_surveys,
        p_split_housework := p_split_housework,
        p_wage_years := [p_wage_year],
        p_wage_rung := p_wage_rung,
        p_detailed_occupations := p_detailed_occupations,
        p_quality_factor := p_quality_factor,
        p_days_per_year := p_days_per_year
    )
),

counted as (
    select
        method_id,
        country_code,
        time_dataset_id,
        survey_year,
        sex,
        any_value(age_range) as age_range,
        any_value(population_base) as population_base,
        max(notes) as notes,
        max(split_note) as split_note,
        max(price_note) as price_note,
        any_value(wage_year) as wage_year,
        any_value(wage_concept) as wage_concept,
        any_value(wage_rung) as wage_rung,
        any_value(wage_dataset_id) as wage_dataset_id,
        any_value(population_dataset_id) as population_dataset_id,
        any_value(gdp_year) as gdp_year,
        any_value(gdp_dataset_id) as gdp_dataset_id,
        any_value(ppp_dataset_id) as ppp_dataset_id,
        any_value(gdp_usd_ppp_bn) as gdp_usd_ppp_bn,
        any_value(persons_all_ages) as persons_all_ages,
        any_value(persons) as persons,
        fsum(minutes_per_day) / 60 as hours_per_person_per_day,
        fsum(hours_bn) as hours_bn,
        fsum(value_usd_ppp_bn) as value_usd_ppp_bn,
        fsum(value_national_bn) as value_national_bn,
        bool_or(activity_code = 'unpaid_total') as is_total_only,
        bool_or(activity_code = 'housework_all') as has_undivided_housework,
    from valued
    where in_scope(scope, p_shopping, p_gardening_pets, p_travel, p_care_for_others, p_volunteering, p_passive_care)
    group by all
),

asked as (
    select
        m.*,
        k.method_id,
        k.sort_order,
        s.sex,
        list_contains(m.sexes, s.sex) or (s.sex = 'total' and list_has_all(m.sexes, ['men', 'women'])) as has_minutes,
    from (
        select time_dataset_id, country_code, survey_year, age_range, list(distinct sex) as sexes,
        from mart_unpaid_minutes(
            p_countries := p_countries, p_source := p_source, p_all_surveys := p_all_surveys
        )
        group by all
    ) m
    cross join core_methods k
    cross join each_sex() s
    where p_methods is null or list_contains(p_methods, k.method_id)
)

select
    a.country_code,
    a.method_id,
    a.sort_order,
    a.sex,
    a.time_dataset_id,
    a.survey_year,
    a.age_range,
    c.population_base,
    c.wage_year,
    c.wage_year as population_year,
    c.gdp_year,
    abs(c.wage_year - a.survey_year) as years_apart,
    c.wage_concept,
    c.wage_rung,
    c.hours_per_person_per_day,
    c.persons,
    c.hours_bn,
    c.value_usd_ppp_bn / nullif(c.hours_bn, 0) as price_per_hour_usd_ppp,
    c.value_usd_ppp_bn,
    c.value_national_bn,
    k.currency_code,
    c.value_usd_ppp_bn / nullif(c.gdp_usd_ppp_bn, 0) as gdp_share,
    c.value_usd_ppp_bn * 1e9 / nullif(c.persons_all_ages, 0) as value_per_person_usd_ppp,
    c.gdp_usd_ppp_bn,
    nullif(concat_ws(',',
        c.notes,
        c.split_note,
        c.price_note,
        case when c.is_total_only then 'total_only' end,
        case when abs(c.wage_year - a.survey_year) > d.years_far_apart then 'years_far_apart' end,
        case when c.has_undivided_housework and not p_gardening_pets then 'gardening_pets_not_separable' end
    ), '') as notes,
    case
        when c.gdp_share_held then null
        when c.value_usd_ppp_bn is not null then 'no_gdp_in_wage_year'
        when not a.has_minutes then 'no_minutes_of_sex'
        when p_wage_rung = 'net' then 'no_net_wage'
        when w.country_code is null then 'no_wage'
        when not w.has_plausible then 'implausible_wage'
        when a.method_id = 'minimum_wage' and not w.has_minimum then 'no_minimum_wage'
        when not w.has_earnings then 'no_wage'
        else 'no_wage_for_method'
    end as missing_reason,
    c.wage_dataset_id,
    c.population_dataset_id,
    c.gdp_dataset_id,
    c.ppp_dataset_id,
from asked a
left join (select *, gdp_usd_ppp_bn is not null and value_usd_ppp_bn is not null as gdp_share_held from counted) c
    using (method_id, country_code, time_dataset_id, survey_year, sex)
left join core_countries k on k.country_code = a.country_code
left join core_wages_held w on w.country_code = a.country_code and w.wage_rung = p_wage_rung
cross join core_parameters d
