-- Hours of unpaid work a year by activity: what each sex and age makes, what it receives, and what it makes for itself.
-- Work for the household is received by all of its members alike; care by the children or the other adults in it. Every diary counts for its own maker
-- only, so each hour is given out once. Where the roster has nobody of that kind (it is some months older than the diary), the receiver is not known.
with roster as (
    select
        tucaseid::varchar as person_id,
        case sex when 'M' then 'men' when 'F' then 'women' end as sex,
        age,
        age < getvariable('child_below') as is_child,
        atus = 1 as is_maker,
    from read_parquet(getvariable('roster'))
),

made as (
    select
        d.person_id,
        d.sex,
        d.age,
        m.activity_code,
        r.receiver,
        fsum(d.weight * m.minutes) / 60 / 1000 / 1000 as hours_m,
    from core_diary_minutes m
    join core_diaries d using (diary_key)
    join core_time_transfer_rules r using (activity_code)
    where d.survey_id = getvariable('survey_id')
    group by all
),

receivers as (
    select person_id, unnest(['household', 'children', 'adults']) as receiver, sex, age, is_child, is_maker,
    from roster
),

fitting as (
    select *, count(*) over (partition by person_id, receiver) as n_receivers,
    from receivers
    where case receiver
        when 'household' then true
        when 'children' then is_child and not is_maker
        else not is_child and not is_maker
    end
),

received as (
    select
        m.activity_code,
        coalesce(f.sex, 'none') as sex,
        f.age,
        case
            when m.receiver = 'other_households' then 'other_households'
            when f.person_id is null then 'not_in_roster'
        end as outside,
        m.hours_m / nullif(coalesce(f.n_receivers, 1), 0) as hours_m,
        coalesce(f.is_maker, false) as is_own,
    from made m
    left join fitting f using (person_id, receiver)
),

sides as (
    select 'produced' as side, activity_code, sex, age, null as outside, hours_m from made
    union all
    select 'received', activity_code, sex, age, outside, hours_m from received
    union all
    select 'own', activity_code, sex, age, outside, hours_m from received where is_own
)

select
    s.side,
    s.activity_code,
    s.sex,
    a.account_age,
    round(fsum(s.hours_m), 6) as hours_m,
from sides s
join core_time_transfer_ages a
    on a.account_age = s.outside or (s.outside is null and s.age between a.first_age and coalesce(a.last_age, s.age))
group by all
order by all
