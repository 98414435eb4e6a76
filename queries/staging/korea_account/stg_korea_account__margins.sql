-- Korea's value of unpaid work, one row per cell of the published tables.
select
    year,
    activity,
    sex,
    employment,
    marital_status,
    household_size,
    region,
    value_krw_bn,
    share_of_total_percent / 100 as share_of_total,
    table_section,
from raw_korea_account__margins
