-- Who makes unpaid work and who receives it, by age and sex: made, received, made for oneself, given and taken, in hours and in money.
-- grain: one row per sex and age
create or replace macro time_transfer_account(
    p_sexes varchar[] := ['total'],
    p_groups varchar[] := null,
    p_method varchar := 'replacement_specialist',
    p_days_per_year double := 365.0
) as table
with prices as (
    from core_prices
    where method_id = p_method and sex = 'any' and wage_rung = 'gross' and scheme = 'isco1'
),

priced as (
    select
        t.*,
        a.group_code,
        t.hours_m * p.price_per_hour_usd_ppp / 1000 as value_usd_ppp_bn,
        p.wage_year,
        p.wage_dataset_id,
    from core_time_transfers t
    join core_activities a using (activity_code)
    left join (select country_code, list(distinct wage_year) as wage_years from prices group by all) y using (country_code)
    left join prices p
        on p.country_code = t.country_code
        and p.activity_code = t.activity_code
        and p.wage_year = nearest_year(y.wage_years, t.year)
    where p_groups is null or list_contains(p_groups, a.group_code)
),

sexes as (
    select unnest(['total', 'women', 'men']) as sex
),

sums as (
    select
        country_code,
        year,
        s.sex,
        account_age,
        coalesce(fsum(hours_m) filter (side = 'produced'), 0) / 1000 as produced_hours_bn,
        coalesce(fsum(hours_m) filter (side = 'received'), 0) / 1000 as received_hours_bn,
        coalesce(fsum(hours_m) filter (side = 'own'), 0) / 1000 as own_hours_bn,
        coalesce(fsum(value_usd_ppp_bn) filter (side = 'produced'), 0) as produced_value,
        coalesce(fsum(value_usd_ppp_bn) filter (side = 'received'), 0) as received_value,
        count(value_usd_ppp_bn) = count(*) as is_priced,
        any_value(wage_year) as wage_year,
        any_value(wage_dataset_id) as wage_dataset_id,
        any_value(dataset_id) as time_dataset_id,
    from priced
    join sexes s on s.sex = priced.sex or s.sex = 'total'
    group by all
),

people as (
    select s.sex, account_age, fsum(persons_m) as persons_m,
    from core_time_transfer_people c
    join sexes s on s.sex = c.sex or s.sex = 'total'
    group by all
)

select
    country_code,
    year,
    sex,
    account_age,
    p.persons_m,
    produced_hours_bn,
    received_hours_bn,
    own_hours_bn,
    produced_hours_bn - own_hours_bn as given_hours_bn,
    received_hours_bn - produced_hours_bn as net_received_hours_bn,
    produced_hours_bn * 1000 / nullif(p.persons_m * p_days_per_year, 0) as produced_hours_per_day,
    received_hours_bn * 1000 / nullif(p.persons_m * p_days_per_year, 0) as received_hours_per_day,
    own_hours_bn * 1000 / nullif(p.persons_m * p_days_per_year, 0) as own_hours_per_day,
    case when is_priced then produced_value end as produced_usd_ppp_bn,
    case when is_priced then received_value end as received_usd_ppp_bn,
    case when is_priced then received_value - produced_value end as net_received_usd_ppp_bn,
    p_method as method_id,
    wage_year,
    case when not is_priced then 'no_wage_for_method' end as missing_reason,
    time_dataset_id,
    wage_dataset_id,
from sums
left join people p using (sex, account_age)
join core_time_transfer_ages a using (account_age)
where p_sexes is null or list_contains(p_sexes, sex)
order by sex, a.sort_order
