-- Median income a year by country and concept: equivalised disposable in national currency, or a head in PPP dollars.
select
    country_code,
    year,
    case concept
        when 'OECD IDD equivalised disposable, national currency per year' then 'equivalised_disposable'
        else 'per_head'
    end as concept,
    median_income,
    currency as currency_code,
from raw_median_income__median_income
