-- People of a file by its mapping: income of the household, its size, who is grown up, groups, and the cluster and stratum of the design.
with households as (
    select
        coalesce(household_id, person_id) as household,
        count(*) as n_met,
        count(*) filter (age < 14) as n_young_met,
        count(*) filter (age < 18) as n_minors_met,
        bool_and(age is not null) as ages_known,
        min(source_row) as first_row,
    from incomes
    group by household
),

members as (
    select i.*, h.* exclude (household)
    from incomes as i
    inner join households as h on h.household = coalesce(i.household_id, i.person_id)
),

sized as (
    select
        *,
        -- All of a household are in the file where as many are met as it has; then its children are known by age.
        household_id is not null and n_met = household_size and ages_known as is_whole,
    from members
),

known as (
    select
        *,
        coalesce(n_children, case when is_whole then n_young_met when household_size = 1 then 0 end) as n_under_14,
    from sized
)

select
    source_row as person_no,
    coalesce(psu, household_id, person_id) as household_id,
    coalesce(stratum, 'all') as stratum,
    weight,
    income * case income_of
        when 'per_capita' then household_size
        when 'sqrt' then sqrt(household_size)
        when 'mod_oecd' then 1 + 0.5 * (household_size - n_under_14 - 1) + 0.3 * n_under_14
        else 1
    end as household_income,
    household_size,
    household_size - n_under_14 as n_over_13,
    n_under_14,
    coalesce(age >= 18, true) as is_adult,
    source_row = first_row as is_first,
    case
        when age < 15 then 'under_15'
        when age < 25 then '15-24'
        when age < 35 then '25-34'
        when age < 45 then '35-44'
        when age < 55 then '45-54'
        when age < 65 then '55-64'
        when age < 75 then '65-74'
        when age >= 75 then '75+'
    end as age_group,
    case
        when not is_whole then null
        when household_size = 1 then 'alone'
        when n_minors_met = 0 then 'adults_only'
        when n_met - n_minors_met = 1 then 'single_parent'
        else 'with_children'
    end as household_type,
    sex,
    income,
    household_id is not null as has_household,
    age,
    source_file,
    source_row,
from known
