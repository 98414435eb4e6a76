-- The same Korean diaries in each release of the account: value, share of GDP and men's part, never mixed.
-- grain: one row per release and year
create or replace macro korea_vintages() as table
with first_release as (
    select
        year,
        '2018' as vintage,
        max(value) filter (figure_id like '%.rcs') as value_krw_tn,
        max(value) filter (figure_id like '%.gdp') / 100 as gdp_share,
        max(value) filter (figure_id like '%.m') / nullif(max(value) filter (figure_id like '%.rcs'), 0) as men_value_share,
        null::double as gdp_krw_tn,
    from core_official_figures
    where figure_id like 'KRv1.%'
    group by all
),

second_release as (
    select
        year,
        '2021' as vintage,
        max(value) filter (quantity like 'value of unpaid household work%') as value_krw_tn,
        max(value) filter (quantity = 'share of nominal GDP') / 100 as gdp_share,
        max(value) filter (quantity = 'men')
            / nullif(max(value) filter (quantity like 'value of unpaid household work%'), 0) as men_value_share,
        max(value) filter (quantity = 'nominal GDP used') as gdp_krw_tn,
    from core_official_figures
    where figure_id like 'KRv2.%'
    group by all
),

third_release as (
    select
        year,
        '2026' as vintage,
        max(value) filter (figure_id like 'KR____.rcs') / 1000 as value_krw_tn,
        max(value) filter (figure_id like 'KR____.rcs') / nullif(max(value) filter (figure_id like 'KR____.gdp'), 0) as gdp_share,
        max(value) filter (figure_id like 'KR____.by.men') / nullif(max(value) filter (figure_id like 'KR____.rcs'), 0)
            as men_value_share,
        max(value) filter (figure_id like 'KR____.gdp') / 1000 as gdp_krw_tn,
    from core_official_figures
    where figure_id like 'KR____.%'
    group by all
)

select
    year,
    vintage,
    value_krw_tn,
    gdp_share,
    men_value_share,
    gdp_krw_tn,
    'official_accounts' as dataset_id,
from (from first_release union all by name from second_release union all by name from third_release)
where value_krw_tn is not null
order by year, vintage
