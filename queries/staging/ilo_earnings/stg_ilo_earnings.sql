-- ILO mean hourly earnings by sex and one-digit occupation, current PPP dollars.
select
    country_code,
    year,
    sex,
    isco_edition,
    isco_group as occupation_code,
    hourly_earnings_ppp as hourly_usd_ppp,
from raw_ilo_earnings__hourly_earnings
