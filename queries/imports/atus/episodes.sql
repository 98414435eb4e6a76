-- Episodes in minutes from 04:00, by start and stop; the last one is cut at the end of the diary day, as TUACTDUR24 is.
-- Who was there is null where it was not asked. A household member is a child if the roster says under 18.
with timed as (
    select
        *,
        (hour(start_time) * 60 + minute(start_time) + 1200) % 1440 as start_minute,
        (hour(stop_time) * 60 + minute(stop_time) + 1200) % 1440 as stop_minute,
        tuactivity_n = max(tuactivity_n) over (partition by tucaseid) as is_last,
    from (
        select
            *,
            try_cast(tustarttim as time) as start_time,
            try_cast(tustoptime as time) as stop_time,
        from atus_act
    )
),

company as (
    select
        w.tucaseid,
        w.tuactivity_n,
        bool_or(w.trwhona = 1) as not_asked,
        bool_or(w.tuwho_code in (18, 19)) as with_alone,
        bool_or(w.tuwho_code in (20, 21)) as with_partner,
        case
            when bool_or(w.tuwho_code in (40, 52, 57) or (w.tuwho_code between 20 and 30 and o.teage < 18)) then true
            when bool_or(w.tuwho_code between 22 and 30 and o.teage is null) then null
            else false
        end as with_child,
        bool_or(w.tuwho_code between 20 and 30) as with_household,
        bool_or(w.tuwho_code >= 40) as with_others,
    from atus_who w
    left join atus_rost o using (tucaseid, tulineno)
    where w.tuwho_code is not null or w.trwhona is not null
    group by all
)

select
    getvariable('survey_id') as survey_id,
    t.tucaseid as person_id,
    1 as diary_no,
    t.tuactivity_n as episode_no,
    t.start_minute,
    case when t.is_last then t.start_minute + t.tuactdur24 else t.stop_minute end::integer as end_minute,
    t.code as source_code,
    case
        when t.tewhere = 1 then 'home'
        when t.tewhere = 2 then 'work'
        when t.tewhere = 3 then 'other_home'
        when t.tewhere in (6, 7) then 'shop'
        when t.tewhere = 9 then 'outdoors'
        when t.tewhere between 12 and 21 or t.tewhere = 99 then 'transport'
        when t.tewhere in (4, 5, 8, 10, 11, 30, 31, 32, 89) then 'other'
        else 'unknown'
    end as location,
    case when not c.not_asked then c.with_alone end as with_alone,
    case when not c.not_asked then c.with_partner end as with_partner,
    case when not c.not_asked then c.with_child end as with_child,
    case when not c.not_asked then c.with_household end as with_household,
    case when not c.not_asked then c.with_others end as with_others,
    t.source_file,
    t.source_row,
from timed t
left join company c using (tucaseid, tuactivity_n)
anti join atus_left_out using (tucaseid)
where t.tuactdur24 is distinct from 0
