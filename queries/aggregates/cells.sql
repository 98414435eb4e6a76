-- The groups of one margin: the diary days of each, the sum of their weights and that of the squares.
-- A group of fewer people than the strict profile shows keeps its number only; people of whom the column is not known are then left out.
select
    d.survey_id,
    array_to_string(getvariable('columns')::varchar[], ',') as margin,
    cell,
    any_value(year) as year,
    any_value(month) as month,
    any_value(weekday) as weekday,
    any_value(day_type) as day_type,
    any_value(sex) as sex,
    any_value(age_group) as age_group,
    any_value(education) as education,
    any_value(employment) as employment,
    any_value(income_fifth) as income_fifth,
    any_value(household_type) as household_type,
    any_value(region) as region,
    count(*) as n_diaries,
    case when count(*) >= any_value(n_suppress_below) then fsum(weight) end as weight,
    case when count(*) >= any_value(n_suppress_below) then fsum(weight * weight) end as weight_square,
from diary_domain d
join mart_cell_labels(p_by := getvariable('columns')::varchar[]) l using (cell)
cross join (select n_suppress_below from core_suppression_profiles where profile = 'strict')
group by d.survey_id, cell
having weight is not null
    or 'unknown' not in (
        coalesce(any_value(day_type), ''), coalesce(any_value(sex), ''), coalesce(any_value(age_group), ''),
        coalesce(any_value(education), ''), coalesce(any_value(employment), ''), coalesce(any_value(income_fifth), ''),
        coalesce(any_value(household_type), ''), coalesce(any_value(region), '')
    )
