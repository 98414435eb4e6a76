-- The ages of a time transfer account in their order, and who receives outside the household.
from stg_time_transfer_ages
