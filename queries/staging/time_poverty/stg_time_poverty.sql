-- Shares of people who are poor in time, by definition and group.
select *
from raw_time_poverty__shares
