-- Sums of the diary days by survey, year, sex, stratum and activity, of surveys whose primary units hold one diary each: what is asked most is added up once.
-- y, p and the others as in mart_value_strata; of everyone y is 0 and p the weights. with_travel: with the travel that belongs to the activity.
with days as (
    select diary_key, survey_id, year, sex, stratum_key, n_psu_in_stratum, weight
    from core_diaries
    where weight > 0
        and survey_id in (select survey_id from core_diaries group by survey_id having max(n_diaries_in_psu) = 1)
),

spent as (
    select selection_code, false as with_travel, diary_key, minutes
    from core_selected_minutes
    where minutes > 0
    union all
    select selection_code, true, diary_key, minutes_with_travel
    from core_selected_minutes
    where minutes_with_travel > 0 and selection_code in (select selection_code from core_activity_members where is_travel)
    union all
    select 'everyone', false, diary_key, 0
    from days
)

select
    t.selection_code,
    t.with_travel,
    d.survey_id,
    d.year,
    d.sex,
    d.stratum_key,
    any_value(d.n_psu_in_stratum) as n_psu,
    count(*) as n_diaries,
    fsum(d.weight * t.minutes) as y,
    fsum(d.weight) as p,
    fsum(d.weight * d.weight * t.minutes * t.minutes) as yy,
    fsum(d.weight * d.weight) as pp,
    fsum(d.weight * d.weight * t.minutes) as yp,
    fsum(d.weight * t.minutes * t.minutes) as moment,
from spent t
join days d using (diary_key)
group by t.selection_code, t.with_travel, d.survey_id, d.year, d.sex, d.stratum_key
order by t.selection_code, t.with_travel, d.survey_id, d.year, d.sex, d.stratum_key
