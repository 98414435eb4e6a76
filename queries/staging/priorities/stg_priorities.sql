-- Priorities and intangibles as shares.
select area_code, year, indicator, value / 100 as share, source, note,
from raw_priorities__figures
