-- The diary surveys that are held, with what each can answer: years, days, clock times, design, cautions.
-- grain: one row per survey
create or replace macro diary_surveys() as table
select
    survey_id,
    title_en,
    title_ko,
    country_code,
    first_year,
    last_year,
    age_low,
    age_high,
    n_persons,
    n_diaries,
    n_gap_diaries,
    is_synthetic,
    has_episodes,
    weight_sum is not null as has_microdata,
    weight_sum is not null or survey_id in (select survey_id from core_aggregate_classes) as has_classes,
    day_start_minute,
    classification,
    weight_unit,
    currency_code,
    design_method as variance_method,
    n_replicates,
    nullif(note_codes, '') as notes,
    dataset_id,
from core_surveys
order by is_synthetic, survey_id
