-- People by sex and age whom the account covers.
select 'USA' as country_code, 2014 as year, sex, account_age, n_people, persons_m,
from raw_time_transfers__people
