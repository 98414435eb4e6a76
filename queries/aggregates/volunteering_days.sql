-- Travel and meals out on days with volunteering, on days with help to other households only, and on other days: weighted means with linearised errors.
-- se = sqrt(n / (n - 1) x sum w^2 (y - mean)^2) / sum w. Meals out are eating and drinking at a restaurant or bar.
with out as (
    select tucaseid::varchar as person_id, fsum(dur) as minutes,
    from read_parquet(getvariable('episodes'))
    where t1code = getvariable('eating_code') and location = getvariable('restaurant_code')
    group by all
),

days as (
    select
        d.person_id,
        d.weight,
        coalesce(fsum(m.minutes) filter (m.activity_code = 'volunteer_formal'), 0) > 0 as volunteers,
        coalesce(fsum(m.minutes) filter (m.activity_code = 'help_other_hh'), 0) > 0 as helps,
        coalesce(fsum(m.minutes) filter (starts_with(m.activity_code, 'travel') or m.activity_code = 'commute'), 0) as travel,
    from core_diaries d
    join core_diary_minutes m using (diary_key)
    where d.survey_id = getvariable('survey_id')
    group by all
),

measured as (
    select
        case when volunteers then 'volunteering' when helps then 'helping' else 'other' end as day_kind,
        weight,
        unnest([
            {measure: 'travel_minutes', value: travel::double},
            {measure: 'meal_out_minutes', value: coalesce(o.minutes, 0)::double},
            {measure: 'meal_out_share', value: (coalesce(o.minutes, 0) > 0)::integer::double}
        ], recursive := true),
    from days
    left join out o using (person_id)
),

means as (
    select *, fsum(weight * value) over kind / nullif(fsum(weight) over kind, 0) as mean,
    from measured
    window kind as (partition by day_kind, measure)
)

select
    day_kind,
    measure,
    round(any_value(mean), 6) as mean,
    round(
        sqrt(count(*) / nullif(count(*) - 1, 0) * fsum(weight * weight * (value - mean) * (value - mean)))
        / nullif(fsum(weight), 0),
        6
    ) as se,
    count(*) as n_diaries,
from means
group by all
order by all
