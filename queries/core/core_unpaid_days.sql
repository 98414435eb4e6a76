-- The minutes of each diary day in all activities of unpaid work as one list, in the order of core_activities.unpaid_no, beside what its hours are priced by.
-- A day is priced by multiplying two lists, without a join. place_key: where, when and to whom prices are the same (survey, year, sex);
-- peer_key: of whose wages a wage is guessed (survey, sex, age group, education, age). Both go on from one survey to the next, with the sign of the
-- diary's key, so that keys of own surveys meet none of the shipped.
with summed as (
    select m.diary_key, a.unpaid_no, fsum(m.minutes) as minutes
    from core_diary_minutes m
    join core_activities a using (activity_code)
    where a.is_unpaid_work and m.minutes > 0
    group by m.diary_key, a.unpaid_no
),

listed as (
    -- Only what a day has: a list of zeros for every activity would not fit into the memory before it is packed.
    select diary_key, list(unpaid_no) as numbers, list(minutes) as minutes
    from summed
    group by diary_key
)

select
    d.diary_key,
    (dense_rank() over (order by d.survey_id, d.year, d.sex) * sign(d.diary_key))::integer as place_key,
    (dense_rank() over (order by d.survey_id, d.sex, d.age_group, d.education, d.age) * sign(d.diary_key))::integer as peer_key,
    case when d.hourly_wage > 0 then d.hourly_wage end as own_wage,
    in_places(l.numbers, l.minutes, (select max(unpaid_no) from core_activities), 0) as minutes,
from core_diaries d
left join listed l using (diary_key)
order by d.diary_key
