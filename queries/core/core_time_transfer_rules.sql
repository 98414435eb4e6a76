-- Who receives the unpaid work of each activity: all of the household, its children, its other adults, or other households.
from stg_time_transfer_rules
