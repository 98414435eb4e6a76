-- Korea's value of unpaid work by one characteristic, both years, with the change and the part of women.
-- grain: one row per year, characteristic and category
create or replace macro korea_account_by_group(p_characteristics varchar[] := null, p_years integer[] := null) as table
with by_sex as (
    select
        year,
        characteristic,
        category,
        max(value_krw_bn) filter (sex = 'women') as women_value_krw_bn,
        max(value_krw_bn) filter (sex = 'men') as men_value_krw_bn,
    from core_korea_margins_by_sex
    group by all
),
changed as (
    select
        *,
        value_krw_bn - lag(value_krw_bn) over (partition by characteristic, category order by year) as change_krw_bn,
        value_krw_bn / nullif(lag(value_krw_bn) over (partition by characteristic, category order by year), 0) - 1
            as change_share,
    from core_korea_margins
    left join by_sex using (year, characteristic, category)
)
select
    year,
    characteristic,
    category,
    value_krw_bn,
    share_of_total,
    change_krw_bn,
    change_share,
    women_value_krw_bn,
    men_value_krw_bn,
    women_value_krw_bn / nullif(women_value_krw_bn + men_value_krw_bn, 0) as women_value_share,
    'korea_account' as dataset_id,
from changed
where (p_characteristics is null or list_contains(p_characteristics, characteristic))
    and (p_years is null or list_contains(p_years, year))
order by characteristic, year, value_krw_bn desc
