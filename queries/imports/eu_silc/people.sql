-- People of an EU-SILC file (names of the laeken package): household disposable income from the equivalised one, adults of 14 and over from the scale.
select
    rb030 as person_no,
    db030 as household_id,
    db040 as stratum,
    rb050 as weight,
    eqIncome * eqSS as household_income,
    hsize as household_size,
    count(*) filter (age >= 14) over (partition by db030) as n_over_13,
    count(*) filter (age < 14) over (partition by db030) as n_under_14,
    age >= 18 as is_adult,
    row_number() over (partition by db030 order by rb030) = 1 as is_first,
    case
        when age < 15 then 'under_15'
        when age < 25 then '15-24'
        when age < 35 then '25-34'
        when age < 45 then '35-44'
        when age < 55 then '45-54'
        when age < 65 then '55-64'
        when age < 75 then '65-74'
        else '75+'
    end as age_group,
    case
        when hsize = 1 then 'alone'
        when count(*) filter (age < 18) over (partition by db030) = 0 then 'adults_only'
        when count(*) filter (age >= 18) over (partition by db030) = 1 then 'single_parent'
        else 'with_children'
    end as household_type,
    case rb090 when 'female' then 'women' when 'male' then 'men' end as sex,
from source_file
