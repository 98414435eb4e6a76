-- The published US table, one row per activity and sex.
select source_title, 'total' as sex, hours_total as hours_per_day, share_total as participation_share, doers_hours_total as participant_hours,
from stg_bls_atus_a1
union all
select source_title, 'men', hours_men, share_men, doers_hours_men,
from stg_bls_atus_a1
union all
select source_title, 'women', hours_women, share_women, doers_hours_women,
from stg_bls_atus_a1
