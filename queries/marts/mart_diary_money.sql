-- What the unpaid work of each diary day is worth, in national currency, by method; a day without any has no row.
-- Methods of queries/valuation price an hour of an activity, at the wage year nearest to the diary; three more price an hour of
-- the person: own_wage (the observed wage and, where there is none, what p_wage_rule says), cell_wage, predicted_wage.
-- p_wage_rule: predicted, cell, minimum (wage), replacement (generalist) or zero.
-- p_codes names a relation as mart_selection_codes makes it, p_domain one as mart_diary_domain does, p_methods one with
-- selection_no and method_id.
create or replace macro mart_diary_money(
    p_codes varchar := 'codes',
    p_domain varchar := 'diary_domain',
    p_methods varchar := 'money_methods',
    p_wage_rule varchar := 'predicted'
) as table
with worked as materialized (
    select m.diary_key, m.activity_code, m.minutes / 60 as hours
    from core_diary_minutes m
    join (select distinct activity_code, source_code from query_table(p_codes)) c
        on c.activity_code = m.activity_code and c.source_code = m.source_code
    where m.diary_key between (select min(diary_key) from query_table(p_domain)) and (select max(diary_key) from query_table(p_domain))
),

diary_years as (
    select distinct s.country_code, d.year
    from core_diaries d
    join core_surveys s using (survey_id)
    semi join query_table(p_domain) a on a.diary_key = d.diary_key
),

prices_held as (
    select *
    from core_prices
    where scheme = 'isco1' and wage_rung = 'gross'
),

nearest_prices as (
    select
        p.method_id,
        p.country_code,
        y.year,
        p.activity_code,
        p.sex,
        arg_min(p.price_per_hour_national, (abs(p.wage_year - y.year), -p.wage_year)) as price,
    from prices_held p
    join diary_years y using (country_code)
    where p.price_per_hour_national is not null
    group by p.method_id, p.country_code, y.year, p.activity_code, p.sex
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

person_prices as materialized (
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
    join core_diaries d using (diary_key)
    join core_surveys s using (survey_id)
    left join floors low
        on low.country_code = s.country_code and low.year = d.year and low.method_id = 'minimum_wage'
    left join floors generalist
        on generalist.country_code = s.country_code and generalist.year = d.year
        and generalist.method_id = 'replacement_generalist'
)

select
    k.selection_no,
    h.diary_key,
    fsum(h.hours * n.price) as value,
from worked h
join core_diaries d using (diary_key)
join core_surveys s using (survey_id)
join nearest_prices n
    on n.country_code = s.country_code and n.year = d.year and n.activity_code = h.activity_code
    and n.sex in ('any', d.sex)
join query_table(p_methods) k on k.method_id = n.method_id
group by k.selection_no, h.diary_key
union all
select
    k.selection_no,
    h.diary_key,
    h.hours * p.wage as value,
from (select diary_key, fsum(hours) as hours from worked group by diary_key) h
join (
    unpivot (select diary_key, own_wage, cell_wage, predicted_wage from person_prices)
    on own_wage, cell_wage, predicted_wage
    into name method_id value wage
) p using (diary_key)
join query_table(p_methods) k using (method_id)
