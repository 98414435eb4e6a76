-- What women and men did of Korea's unpaid work in the first and the last year of the account, how each changed, and men's part.
-- grain: one row per characteristic and category
create or replace macro korea_men_and_women(p_characteristics varchar[] := null) as table
with by_sex as (
    select year, sex, characteristic, category, value_krw_bn,
    from core_korea_margins_by_sex
    where characteristic <> 'total'
    union all
    -- All activities together are published by sex in the summary.
    select year, category, 'total', 'total', value_krw_bn,
    from core_korea_margins
    where characteristic = 'sex'
),

sides as (
    select
        characteristic,
        category,
        min(year) as first_account_year,
        max(year) as last_account_year,
        arg_min(value_krw_bn, year) filter (sex = 'men') as first_men,
        arg_max(value_krw_bn, year) filter (sex = 'men') as last_men,
        arg_min(value_krw_bn, year) filter (sex = 'women') as first_women,
        arg_max(value_krw_bn, year) filter (sex = 'women') as last_women,
    from by_sex
    where p_characteristics is null or list_contains(p_characteristics, characteristic)
    group by all
)

select
    characteristic,
    category,
    first_account_year,
    last_account_year,
    first_women as women_first_value_krw_bn,
    last_women as women_last_value_krw_bn,
    first_men as men_first_value_krw_bn,
    last_men as men_last_value_krw_bn,
    last_women / nullif(first_women, 0) - 1 as women_change_share,
    last_men / nullif(first_men, 0) - 1 as men_change_share,
    first_men / nullif(first_men + first_women, 0) as men_first_value_share,
    last_men / nullif(last_men + last_women, 0) as men_last_value_share,
    'korea_account' as dataset_id,
from sides
order by characteristic = 'total' desc, characteristic, last_men + last_women desc, category
