-- Episodes of 2014 in minutes from 04:00; the last one is cut at the end of the diary day.
with timed as (
    select
        *,
        (hour(starttime::time) * 60 + minute(starttime::time) + 1200) % 1440 as start_minute,
        (hour(stoptime::time) * 60 + minute(stoptime::time) + 1200) % 1440 as stop_minute,
        actid = max(actid) over (partition by tucaseid) as is_last,
    from extract_act_2014
)

select
    getvariable('survey_id') as survey_id,
    tucaseid::varchar as person_id,
    1 as diary_no,
    actid as episode_no,
    start_minute,
    case when is_last then start_minute + dur else stop_minute end as end_minute,
    lpad(t1code::varchar, 2, '0') || lpad(t2code::varchar, 2, '0') || lpad(t3code::varchar, 2, '0') as source_code,
    case
        when location = '1' then 'home'
        when location = '2' then 'work'
        when location = '3' then 'other_home'
        when location in ('6', '7') then 'shop'
        when location = '9' then 'outdoors'
        when try_cast(location as integer) between 12 and 21 or location = '99' then 'transport'
        when location in ('4', '5', '8', '10', '11', '30', '31', '32', '89') then 'other'
        else 'unknown'
    end as location,
    'atusact_2014_episodes.parquet' as source_file,
    file_row_number + 1 as source_row,
from timed
where dur is distinct from 0
