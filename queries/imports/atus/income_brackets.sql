-- Family income a year in the brackets of HEFAMINC and HUFAMINC (ATUS-CPS data dictionary), US dollars; the last is open.
select
    bracket,
    low,
    lead(low) over (order by bracket) as high,
    coalesce((low + lead(low) over (order by bracket)) / 2, low) as midpoint,
from (
    values
        (1, 0), (2, 5000), (3, 7500), (4, 10000), (5, 12500), (6, 15000), (7, 20000), (8, 25000),
        (9, 30000), (10, 35000), (11, 40000), (12, 50000), (13, 60000), (14, 75000), (15, 100000), (16, 150000)
) as brackets (bracket, low)
