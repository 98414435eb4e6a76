-- Median income a year by country and concept, with what turns dollars of another year into those of the median.
select
    country_code,
    year,
    concept,
    median_income,
    currency_code,
    'median_income' as dataset_id,
from stg_median_income
