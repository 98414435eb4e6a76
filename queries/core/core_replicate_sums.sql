-- Sums under each replicate weight by survey, year, sex and activity, for surveys with replicate weights: what is asked most is added up once.
-- y: the weights times the minutes; p: the weights of those who have any.
-- Of everyone y is 0 and p the weights. with_travel: with the travel that belongs to the activity.
with days as (
    select d.diary_key, d.survey_id, d.year, d.sex,
    from core_diaries d
    join core_surveys s using (survey_id)
    where s.n_replicates > 0 and d.weight > 0
),

source_codes as (
    select distinct selection_code, activity_code, source_code
    from core_selections
    where starts_with(selection_code, 'source:')
),

spent as (
    select m.selection_code, false as with_travel, m.diary_key, m.minutes,
    from core_selected_minutes m
    semi join days d on d.diary_key = m.diary_key
    where m.minutes > 0
    union all
    select m.selection_code, true, m.diary_key, m.minutes_with_travel,
    from core_selected_minutes m
    semi join days d on d.diary_key = m.diary_key
    where m.minutes_with_travel > 0
        and m.selection_code in (select selection_code from core_activity_members where is_travel)
    union all
    select c.selection_code, false, m.diary_key, fsum(m.minutes),
    from core_diary_minutes m
    join source_codes c on c.activity_code = m.activity_code and c.source_code = m.source_code
    semi join days d on d.diary_key = m.diary_key
    where m.minutes > 0
    group by c.selection_code, m.diary_key
    union all
    select 'everyone', false, diary_key, 0,
    from days
),

sums as (
    select
        d.survey_id,
        d.year,
        d.sex,
        t.selection_code,
        t.with_travel,
        fsum(columns('^(w[0-9]+)$') * t.minutes) as "y_\1",
        fsum(columns('^w[0-9]+$')),
    from spent t
    join days d using (diary_key)
    join core_replicate_weights r using (diary_key)
    group by d.survey_id, d.year, d.sex, t.selection_code, t.with_travel
)

select
    selection_code,
    with_travel,
    survey_id,
    year,
    sex,
    generate_subscripts(p, 1)::smallint as replicate_no,
    unnest(y) as y,
    unnest(p) as p,
from (
    select selection_code, with_travel, survey_id, year, sex, [*columns('^y_')] as y, [*columns('^w[0-9]+$')] as p,
    from sums
)
order by selection_code, with_travel, survey_id, year, sex, replicate_no
