-- BLS Table A-1: hours a day, share of people doing the activity, hours of those who did.
select
    activity as source_title,
    try_cast(hours_total as double) as hours_total,
    try_cast(hours_men as double) as hours_men,
    try_cast(hours_women as double) as hours_women,
    try_cast(pct_total as double) / 100 as share_total,
    try_cast(pct_men as double) / 100 as share_men,
    try_cast(pct_women as double) / 100 as share_women,
    try_cast(hours_doers_total as double) as doers_hours_total,
    try_cast(hours_doers_men as double) as doers_hours_men,
    try_cast(hours_doers_women as double) as doers_hours_women,
from raw_bls_atus_a1__hours
