-- The ages of the account in their order, and who receives outside the household.
select account_age, sort_order, first_age, last_age,
from raw_time_transfers__ages
