-- What the unpaid work of each diary day is worth, in national currency, by method; a day without any has no row.
-- Methods of queries/valuation price an hour of an activity, at the wage year nearest to the diary; three more price an hour of
-- the person: own_wage (the observed wage and, where there is none, what p_wage_rule says), cell_wage, predicted_wage.
-- p_wage_rule: predicted, cell, minimum (wage), replacement (generalist) or zero.
-- A method that gives every activity asked for one price needs the hours of the day only; what the others price is added up by activity.
-- p_codes names a relation as mart_selection_codes makes it, p_domain one as mart_diary_domain does, p_methods one with
-- selection_no and method_id.
create or replace macro mart_diary_money(
    p_codes varchar := 'codes',
    p_domain varchar := 'diary_domain',
    p_methods varchar := 'money_methods',
    p_wage_rule varchar := 'predicted',
    p_travel boolean := true
) as table
with diary_places as materialized (
    -- A place is where, when and to whom prices are the same.
    select d.diary_key, s.country_code, d.year, d.sex, hash(s.country_code, d.year, d.sex) as place
    from core_diaries d
    join core_surveys s using (survey_id)
    semi join query_table(p_domain) a on a.diary_key = d.diary_key
),

places as (
    select distinct country_code, year, sex, place
    from diary_places
),

prices_held as (
    select *
    from core_prices
    where scheme = 'isco1' and wage_rung = 'gross'
),

nearest_prices as materialized (
    select
        p.method_id,
        p.country_code,
        y.year,
        p.activity_code,
        p.sex,
        arg_min(p.price_per_hour_national, (abs(p.wage_year - y.year), -p.wage_year)) as price,
    from prices_held p
    join (select distinct country_code, year from places) y using (country_code)
    where p.price_per_hour_national is not null
    group by p.method_id, p.country_code, y.year, p.activity_code, p.sex
),

activities as (
    select distinct activity_code, count(distinct activity_code) over () as n_activities
    from query_table(p_codes)
    where activity_code is not null
),

place_prices as materialized (
    select k.selection_no, p.place, n.activity_code, n.price, a.n_activities
    from nearest_prices n
    join query_table(p_methods) k on k.method_id = n.method_id
    join places p on p.country_code = n.country_code and p.year = n.year and n.sex in ('any', p.sex)
    join activities a on a.activity_code = n.activity_code
),

one_price as materialized (
    select selection_no, place, any_value(price) as price
    from place_prices
    group by selection_no, place
    having min(price) = max(price) and count(*) = any_value(n_activities)
),

worked as (
    select m.diary_key, m.activity_code, m.minutes / 60 as hours
    from core_diary_minutes m
    join (select distinct activity_code, source_code from query_table(p_codes)) c
        on c.activity_code = m.activity_code and c.source_code = m.source_code
    where m.diary_key between (select min(diary_key) from query_table(p_domain)) and (select max(diary_key) from query_table(p_domain))
),

day_hours as materialized (
    -- What was asked for alone is added up already; activities of several may be the same, and count once.
    select diary_key, value / 60 as hours
    from mart_activity_values(p_codes := p_codes, p_domain := p_domain, p_travel := p_travel)
    where (select count(distinct selection_code) from query_table(p_codes)) = 1
    union all
    select diary_key, fsum(hours) as hours
    from worked
    where (select count(distinct selection_code) from query_table(p_codes)) > 1
    group by diary_key
),

person_wages as (
    from mart_person_wages(p_domain := p_domain)
),

floors as (
    select country_code, year, method_id, avg(price) as price
    from nearest_prices
    where method_id in ('minimum_wage', 'replacement_generalist')
    group by country_code, year, method_id
),

person_prices as (
    select
        w.diary_key,
        coalesce(
            w.own_wage,
            case p_wage_rule
                when 'predicted' then w.predicted_wage
                when 'cell' then w.cell_wage
                when 'minimum' then low.price
                when 'replacement' then generalist.price
                when 'zero' then 0
            end
        ) as own_wage,
        w.cell_wage,
        w.predicted_wage,
    from person_wages w
    join diary_places d using (diary_key)
    left join floors low
        on low.country_code = d.country_code and low.year = d.year and low.method_id = 'minimum_wage'
    left join floors generalist
        on generalist.country_code = d.country_code and generalist.year = d.year
        and generalist.method_id = 'replacement_generalist'
)

select
    n.selection_no,
    h.diary_key,
    fsum(h.hours * n.price) as value,
from worked h
join diary_places d using (diary_key)
join place_prices n on n.place = d.place and n.activity_code = h.activity_code
anti join one_price o on o.selection_no = n.selection_no and o.place = n.place
group by n.selection_no, h.diary_key
union all
select o.selection_no, h.diary_key, h.hours * o.price as value
from day_hours h
join diary_places d using (diary_key)
join one_price o using (place)
union all
select selection_no, diary_key, hours * wage as value
from (
    select
        k.selection_no,
        h.diary_key,
        h.hours,
        case k.method_id
            when 'own_wage' then p.own_wage
            when 'cell_wage' then p.cell_wage
            when 'predicted_wage' then p.predicted_wage
        end as wage,
    from day_hours h
    join person_prices p using (diary_key)
    cross join (from query_table(p_methods) where method_id in ('own_wage', 'cell_wage', 'predicted_wage')) k
)
where wage is not null
