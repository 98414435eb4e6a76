-- Episodes out of what the files hold: slots of one and the same doing become one episode; episodes get their minutes
-- from the start of the diary day, by clock, or one after another by how long each took.
with slots as (
    select
        *,
        coalesce(diary_no, 1) as day_no,
        slot - min(slot) over () as place,
        (source_code, secondary_code, location, with_alone, with_partner, with_child, with_household, with_others) as doing,
    from mapped_activities
    where getvariable('layout') like 'slots%'
),

marked as (
    select
        *,
        lag(doing) over day is distinct from doing or lag(place) over day is distinct from place - 1 as is_new,
    from slots
    where source_code is not null
    window day as (partition by person_id, day_no order by place)
),

numbered as (
    select
        *,
        count(case when is_new then place end) over (partition by person_id, day_no order by place)::integer as number,
    from marked
),

of_slots as (
    select
        person_id,
        day_no as diary_no,
        number as episode_no,
        min(place) * getvariable('slot_minutes') as start_minute,
        (max(place) + 1) * getvariable('slot_minutes') as end_minute,
        any_value(source_code) as source_code,
        any_value(secondary_code) as secondary_code,
        any_value(location) as location,
        any_value(with_alone) as with_alone,
        any_value(with_partner) as with_partner,
        any_value(with_child) as with_child,
        any_value(with_household) as with_household,
        any_value(with_others) as with_others,
        any_value(source_file) as source_file,
        min(source_row) as source_row,
    from numbered
    group by person_id, day_no, number
),

placed as (
    select
        *,
        coalesce(episode_no, row_number() over day) as number,
        fsum(minutes) over day as minutes_so_far,
        lead(source_row) over day is null as is_last,
    from mapped_clocks
    window day as (partition by person_id, day_no order by episode_no, source_row rows unbounded preceding)
),

timed as (
    select
        *,
        coalesce(
            start_minute,
            case when minutes is null then (start_of_clock - getvariable('day_start_minute') + 1440) % 1440 end,
            (minutes_so_far - minutes)::integer
        ) as starts,
        coalesce(
            end_minute,
            case when minutes is null then (end_of_clock - getvariable('day_start_minute') + 1440) % 1440 end,
            minutes_so_far::integer
        ) as ends,
    from placed
)

select
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
from of_slots
union all
select
    person_id,
    day_no,
    number::integer,
    starts::integer,
    case when is_last and ends = 0 then 1440 else ends end::integer,
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
from timed
where minutes is distinct from 0
