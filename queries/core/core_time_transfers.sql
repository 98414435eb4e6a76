-- Hours of unpaid work a year that each sex and age makes, receives and makes for itself.
select
    'time_transfers' as dataset_id,
    country_code,
    year,
    side,
    activity_code,
    sex,
    account_age,
    hours_m,
from stg_time_transfers
