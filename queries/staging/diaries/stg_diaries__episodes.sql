-- Episodes of the diary days, in minutes from the start of the diary day.
select
    survey_id,
    person_id,
    diary_no,
    episode_no,
    start_minute,
    end_minute,
    source_code,
    secondary_code,
    coalesce(location, 'unknown') as location,
    with_alone,
    with_partner,
    with_child,
    with_household,
    with_others,
from raw_diaries__episodes
