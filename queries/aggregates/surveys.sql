-- The surveys whose sums are shipped, as their import declared them.
select
    survey_id,
    country_code,
    title_en,
    title_ko,
    first_year,
    last_year,
    age_low,
    age_high,
    classification,
    weight_unit,
    day_start_minute,
    has_episodes,
    currency_code,
    note_codes,
    n_diaries,
    n_gap_diaries,
from core_surveys
where list_contains(getvariable('survey_ids'), survey_id)
    and n_diaries = n_persons
order by survey_id
