-- Episodes as they were put in minutes of the diary day.
select
    getvariable('survey_id') as survey_id,
    person_id,
    diary_no,
    episode_no,
    start_minute,
    end_minute,
    source_code,
    secondary_code,
    location,
    with_alone,
    with_partner,
    with_child,
    with_household,
    with_others,
    source_file,
    source_row,
from mapped_episodes
