-- The same in three rows a person: what the person counts for when persons, adults or households are counted, with the running sum.
with rows as (
    select person_no, psu, stratum, scale, income, 'persons' as unit, persons_weight as weight from equivalised
    union all
    select person_no, psu, stratum, scale, income, 'adults', adults_weight from equivalised where adults_weight > 0
    union all
    select person_no, psu, stratum, scale, income, 'households', households_weight
    from equivalised
    where households_weight > 0
)

select
    *,
    fsum(weight) over (partition by scale, unit order by income) as up_to,
    count(*) over (partition by scale, unit order by income) as n_up_to,
    fsum(weight) over (partition by scale, unit) as whole,
from rows
