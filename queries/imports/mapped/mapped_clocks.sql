-- Episodes with their clock times in minutes from midnight: 07:30, 7.5 (hours) or 730.
select
    *,
    coalesce(diary_no, 1) as day_no,
    case
        when start_clock like '%:%'
            then 60 * try_cast(split_part(start_clock, ':', 1) as integer) + try_cast(split_part(start_clock, ':', 2) as integer)
        when start_clock like '%.%' then round(60 * try_cast(start_clock as double))::integer
        when length(start_clock) > 2
            then 60 * (try_cast(start_clock as integer) // 100) + try_cast(start_clock as integer) % 100
        else 60 * try_cast(start_clock as integer)
    end as start_of_clock,
    case
        when end_clock like '%:%'
            then 60 * try_cast(split_part(end_clock, ':', 1) as integer) + try_cast(split_part(end_clock, ':', 2) as integer)
        when end_clock like '%.%' then round(60 * try_cast(end_clock as double))::integer
        when length(end_clock) > 2
            then 60 * (try_cast(end_clock as integer) // 100) + try_cast(end_clock as integer) % 100
        else 60 * try_cast(end_clock as integer)
    end as end_of_clock,
from mapped_activities
where getvariable('layout') = 'episodes'
