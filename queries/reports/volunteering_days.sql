-- Travel and meals out on days with volunteering, on days with help to other households and on other days, with intervals, and the difference from other days.
-- The two groups of days are of different people, so the error of a difference is the root of both squared errors.
-- grain: one row per measure and kind of day
create or replace macro volunteering_days(p_measures varchar[] := null) as table
with beside as (
    select
        d.*,
        o.mean as other_mean,
        sqrt(d.se * d.se + o.se * o.se) as difference_se,
        p.confidence_z,
    from core_volunteering_days d
    join core_volunteering_days o on o.measure = d.measure and o.day_kind = 'other'
    cross join core_parameters p
    where p_measures is null or list_contains(p_measures, d.measure)
)

select
    country_code,
    year,
    measure as day_measure,
    day_kind,
    mean as day_mean,
    mean - confidence_z * se as day_mean_ci_low,
    mean + confidence_z * se as day_mean_ci_high,
    case when day_kind <> 'other' then mean - other_mean end as other_day_difference,
    case when day_kind <> 'other' then mean - other_mean - confidence_z * difference_se end as other_day_difference_ci_low,
    case when day_kind <> 'other' then mean - other_mean + confidence_z * difference_se end as other_day_difference_ci_high,
    n_diaries,
    dataset_id as time_dataset_id,
from beside
order by measure desc, day_kind = 'other', day_kind desc
