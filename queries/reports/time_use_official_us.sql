-- The American Time Use Survey as the BLS publishes it (Table A-1, 2025): hours, participation, hours of participants.
-- grain: one row per activity and sex
create or replace macro time_use_official_us(p_sexes varchar[] := null) as table
select
    source_title,
    sex,
    hours_per_day,
    participation_share,
    participant_hours,
    'bls_atus_a1' as dataset_id,
from core_us_time_use_published
where p_sexes is null or list_contains(p_sexes, sex)
