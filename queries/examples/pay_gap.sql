-- Women's mean hourly earnings as a share of men's, beside the minutes of unpaid work that women do more.
with pay as (
    select
        country_code,
        year,
        max(hourly_usd_ppp) filter (sex = 'women') / nullif(max(hourly_usd_ppp) filter (sex = 'men'), 0) as women_pay_share,
    from core_wages
    where scheme = 'isco1' and occupation_code = 'total' and wage_concept = 'mean_hourly_earnings' and is_plausible
    group by country_code, year
),

newest as (
    select country_code, max(year) as wage_year, arg_max(women_pay_share, year) as women_pay_share
    from pay
    where women_pay_share is not null
    group by country_code
)

select
    g.country_code,
    n.women_pay_share,
    g.gap_minutes_per_day,
    n.wage_year,
    g.survey_year,
    g.dataset_id,
from time_use_gender_gap() g
join newest n using (country_code)
order by g.country_code
