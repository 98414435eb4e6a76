-- What an hour is priced by under each method, as one row: the prices of activities and the wages of people, in lists by number.
-- prices: for each place from first_place on, the list of prices by the place of the activity; none where the method prices nothing there.
-- is_of_person: every hour has the price 1, times the wage: is_own begins with the observed one, then come peer_wages (by peer_key, from
-- first_peer on) and, where they have none, place_wages.
-- p_methods names a relation with selection_no and method_id, p_places, p_bounds and p_activities those that mart_diary_money makes.
create or replace macro mart_price_lists(
    p_methods varchar := 'money_methods',
    p_places varchar := 'places',
    p_bounds varchar := 'bounds',
    p_activities varchar := 'activities',
    p_domain varchar := 'diary_domain',
    p_wage_rule varchar := 'predicted'
) as table
with nearest_prices as materialized (
    select
        p.method_id,
        p.country_code,
        y.year,
        p.activity_code,
        p.sex,
        arg_min(p.price_per_hour_national, (abs(p.wage_year - y.year), -p.wage_year)) as price,
    from core_prices p
    join (select distinct country_code, year from query_table(p_places)) y using (country_code)
    where p.scheme = 'isco1' and p.wage_rung = 'gross' and p.price_per_hour_national is not null
        and (
            p.method_id in (select method_id from query_table(p_methods))
            or p.method_id = case p_wage_rule when 'minimum' then 'minimum_wage' when 'replacement' then 'replacement_generalist' end
        )
    group by p.method_id, p.country_code, y.year, p.activity_code, p.sex
),

-- An hour that is priced by the wage of the person counts once, whatever is done in it.
place_prices as (
    select k.selection_no, p.place_key, a.place, a.n_places, n.price
    from query_table(p_methods) k
    join nearest_prices n on n.method_id = k.method_id
    join query_table(p_places) p on p.country_code = n.country_code and p.year = n.year and n.sex in ('any', p.sex)
    join query_table(p_activities) a on a.activity_code = n.activity_code
    union all
    select k.selection_no, p.place_key, a.place, a.n_places, 1
    from query_table(p_methods) k
    cross join query_table(p_places) p
    cross join query_table(p_activities) a
    where k.method_id in ('own_wage', 'cell_wage', 'predicted_wage')
),

price_lists as (
    select selection_no, place_key, in_places(numbers, prices, n_places, 0) as prices
    from (
        select selection_no, place_key, any_value(n_places) as n_places, list(place) as numbers, list(price) as prices
        from place_prices
        group by selection_no, place_key
    )
),

by_place as (
    select
        k.selection_no,
        list(l.prices order by p.place_key) as prices,
        list(
            case
                when k.method_id = 'own_wage' and p_wage_rule = 'zero' then 0
                when k.method_id = 'own_wage' then f.price
            end
            order by p.place_key
        ) as wages,
    from query_table(p_methods) k
    cross join (select unnest(range(first_place, last_place + 1)) as place_key from query_table(p_bounds)) p
    left join price_lists l on l.selection_no = k.selection_no and l.place_key = p.place_key
    left join (
        select p.place_key, avg(n.price) as price
        from nearest_prices n
        join query_table(p_places) p using (country_code, year)
        where n.method_id = case p_wage_rule when 'minimum' then 'minimum_wage' when 'replacement' then 'replacement_generalist' end
        group by p.place_key
    ) f on f.place_key = p.place_key
    group by k.selection_no
),

by_peer as (
    select
        k.selection_no,
        list(
            case
                when k.method_id = 'predicted_wage' or (k.method_id = 'own_wage' and p_wage_rule = 'predicted') then w.predicted_wage
                when k.method_id = 'cell_wage' or (k.method_id = 'own_wage' and p_wage_rule = 'cell') then w.cell_wage
            end
            order by p.peer_key
        ) as wages,
    from query_table(p_methods) k
    cross join (select unnest(range(first_peer, last_peer + 1)) as peer_key from query_table(p_bounds)) p
    left join mart_peer_wages(p_domain := p_domain) w on w.peer_key = p.peer_key
    group by k.selection_no
)

select
    k.selection_no,
    k.method_id in ('own_wage', 'cell_wage', 'predicted_wage') as is_of_person,
    k.method_id = 'own_wage' as is_own,
    p.prices,
    p.wages as place_wages,
    e.wages as peer_wages,
    b.first_place,
    b.first_peer,
from query_table(p_methods) k
join by_place p using (selection_no)
join by_peer e using (selection_no)
cross join query_table(p_bounds) b
