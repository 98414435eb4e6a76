-- Hours a year by activity, sex and age: made, received, made for oneself.
select 'USA' as country_code, 2014 as year, side, activity_code, sex, account_age, hours_m,
from raw_time_transfers__account
