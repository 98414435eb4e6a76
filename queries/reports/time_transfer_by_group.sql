-- What each age makes and receives of unpaid work, by group of activities, in hours a day per person.
-- grain: one row per side, age and group of activities
create or replace macro time_transfer_by_group(p_sides varchar[] := null, p_days_per_year double := 365.0) as table
with people as (
    select account_age, fsum(persons_m) as persons_m,
    from core_time_transfer_people
    group by all
),

sums as (
    select
        t.country_code,
        t.year,
        t.side,
        t.account_age,
        a.group_code,
        t.dataset_id,
        min(a.sort_order) as sort_order,
        fsum(t.hours_m) as hours_m,
    from core_time_transfers t
    join core_activities a using (activity_code)
    where p_sides is null or list_contains(p_sides, t.side)
    group by all
)

select
    country_code,
    year,
    side as transfer_side,
    account_age,
    group_code,
    hours_m / 1000 as hours_bn,
    hours_m / nullif(p.persons_m * p_days_per_year, 0) as hours_per_person_per_day,
    dataset_id as time_dataset_id,
from sums s
left join people p using (account_age)
join core_time_transfer_ages o using (account_age)
order by side, o.sort_order, s.sort_order
