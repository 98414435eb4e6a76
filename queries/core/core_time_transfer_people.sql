-- People by sex and age in the households of the account.
select country_code, year, sex, account_age, n_people, persons_m,
from stg_time_transfer_people
