-- Equivalised income of every person whose income and household are known, by each scale, and what each counts for as a person, an adult and a household.
with factors as (
    select
        *,
        unnest([
            {'scale': 'none', 'factor': 1.0},
            {'scale': 'per_capita', 'factor': household_size::double},
            {'scale': 'sqrt', 'factor': sqrt(household_size)},
            {'scale': 'mod_oecd', 'factor': 1 + 0.5 * (n_over_13 - 1) + 0.3 * n_under_14},
        ], recursive := true),
    from people
)

select
    person_no,
    household_id as psu,
    stratum,
    scale,
    household_income / nullif(factor, 0) as income,
    weight as persons_weight,
    case when is_adult then weight else 0 end as adults_weight,
    case when is_first then weight else 0 end as households_weight,
from factors
where household_income is not null and factor is not null
