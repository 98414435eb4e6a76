-- What the unpaid work of each diary day is worth, in national currency, by method; null where the method does not price it.
-- Methods of queries/valuation price an hour of an activity, at the wage year nearest to the diary; three more price an hour of
-- the person: own_wage (the observed wage and, where there is none, what p_wage_rule says), cell_wage, predicted_wage.
-- p_wage_rule: predicted, cell, minimum (wage), replacement (generalist) or zero.
-- A day is worth its list of minutes times the list of prices of its place, times the wage where the hours are the person's: the lists of
-- all places stand in one row for each method, so that no day is joined to a price.
-- p_codes names a relation as mart_selection_codes makes it, p_methods one with selection_no and method_id, p_domain one with diary_key and
-- weight, whose other columns come along. A caller materialises the rows: a condition on the value would else be met by reckoning it twice.
create or replace macro mart_diary_money(
    p_codes varchar := 'codes',
    p_domain varchar := 'diary_domain',
    p_methods varchar := 'money_methods',
    p_wage_rule varchar := 'predicted'
) as table
with activities as materialized (
    -- Once each, at its place in the lists of core_unpaid_days; other activities and codes of the source get lists of their own.
    select
        activity_code,
        is_listed,
        case when is_listed then unpaid_no else row_number() over (order by activity_code) end as place,
        case when is_listed then (select max(unpaid_no) from core_activities) else count(*) over () end as n_places,
    from (
        select
            a.activity_code,
            any_value(a.unpaid_no) as unpaid_no,
            bool_and(bool_and(a.is_unpaid_work and not starts_with(c.selection_code, 'source:'))) over () as is_listed,
        from query_table(p_codes) c
        join core_activities a using (activity_code)
        group by a.activity_code
    )
),

keys as materialized (
    select min(diary_key) as first_key, max(diary_key) as last_key
    from query_table(p_domain)
),

places as materialized (
    -- A place is where, when and to whom prices are the same.
    select u.place_key, s.country_code, d.year, d.sex
    from (
        select d.place_key, min(d.diary_key) as diary_key
        from core_unpaid_days d
        join keys k on d.diary_key between k.first_key and k.last_key
        group by d.place_key
    ) u
    join core_diaries d using (diary_key)
    join core_surveys s using (survey_id)
),

bounds as materialized (
    select
        min(d.place_key) as first_place,
        max(d.place_key) as last_place,
        min(d.peer_key) as first_peer,
        max(d.peer_key) as last_peer,
    from core_unpaid_days d
    join keys k on d.diary_key between k.first_key and k.last_key
),

activity_days as (
    select diary_key, place_key, peer_key, own_wage, minutes
    from core_unpaid_days
    where (select bool_and(is_listed) from activities)
    union all
    select u.diary_key, u.place_key, u.peer_key, u.own_wage, in_places(m.numbers, m.minutes, (select max(n_places) from activities), 0)
    from core_unpaid_days u
    join (
        select diary_key, list(place) as numbers, list(minutes) as minutes
        from (
            select m.diary_key, a.place, fsum(m.minutes) as minutes
            from core_diary_minutes m
            join keys k on m.diary_key between k.first_key and k.last_key
            join (select distinct activity_code, source_code from query_table(p_codes)) c
                on c.activity_code = m.activity_code and c.source_code = m.source_code
            join activities a on a.activity_code = m.activity_code and not a.is_listed
            group by m.diary_key, a.place
        )
        group by diary_key
    ) m using (diary_key)
),

days as (
    select d.*, a.place_key, a.peer_key, a.own_wage, a.minutes
    from query_table(p_domain) d
    join activity_days a using (diary_key)
),

methods as materialized (
    from mart_price_lists(p_methods := p_methods, p_domain := p_domain, p_wage_rule := p_wage_rule)
)

select
    k.selection_no,
    d.* exclude (place_key, peer_key, own_wage, minutes),
    list_inner_product(d.minutes, k.prices[d.place_key - k.first_place + 1]) / 60 * case
        when k.is_of_person then coalesce(
            case when k.is_own then d.own_wage end,
            k.peer_wages[d.peer_key - k.first_peer + 1],
            k.place_wages[d.place_key - k.first_place + 1]
        )
        else 1
    end as value,
from days d
cross join methods k
