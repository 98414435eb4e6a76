-- Persons by country, year, sex and population base: 15+, 15-64, all ages.
-- 15-64 is held for both sexes together; its split by sex follows the sex ratio at 15+ and says so.
with by_sex as (
    select country_code, year, 'men' as sex, men_15plus as persons_15plus, men_all as persons_all,
    from stg_population_annual
    union all
    select country_code, year, 'women', women_15plus, women_all,
    from stg_population_annual
    union all
    select country_code, year, 'total', men_15plus + women_15plus, men_all + women_all,
    from stg_population_annual
),

with_ratio as (
    select
        *,
        persons_15plus / nullif(max(persons_15plus) filter (sex = 'total') over (partition by country_code, year), 0)
            as ratio_15plus,
    from by_sex
)

select
    'population_annual' as dataset_id,
    country_code,
    year,
    sex,
    '15+' as population_base,
    persons_15plus::double as persons,
    null::varchar as population_note,
from by_sex
union all
select
    'population_annual',
    country_code,
    year,
    sex,
    'all',
    persons_all::double,
    null,
from by_sex
union all
select
    'wpp_2019',
    r.country_code,
    r.year,
    r.sex,
    '15-64',
    w.persons_15_64 * r.ratio_15plus,
    case
        when r.sex <> 'total' then 'split_by_15plus_ratio'
        when w.is_interpolated then 'interpolated'
    end,
from with_ratio r
join stg_wpp_2019__working_age w using (country_code, year)
