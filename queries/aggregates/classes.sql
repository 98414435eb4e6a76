-- People by where their income stands to the median before and after the value of own unpaid work, by method, kind of line and group.
-- A place is the highest of the given percentages of the median that the income reaches; none is 0.
with people as materialized (
    from mart_income_people(p_survey := getvariable('survey_id'))
),

selected as materialized (
    from mart_selection_codes(p_activities := ['unpaid_work'], p_travel := true)
),

codes as materialized (
    select generate_subscripts(methods, 1)::usmallint as selection_no, unnest(methods) as method_id
    from (select getvariable('methods')::varchar[] as methods)
),

diary_values as materialized (
    select selection_no, diary_key, alike, weight, value
    from mart_diary_money(p_codes := 'selected', p_methods := 'codes', p_domain := 'people')
),

alike_values as materialized (
    from mart_alike_values()
),

curves as materialized (from mart_income_curves()),

incomes as materialized (
    from mart_extended_income()
),

placed as (
    select
        i.survey_id,
        k.method_id,
        i.diary_key,
        i.weight,
        unnest([
            {'line': 'moving', 'extended_line': i.extended_median},
            {'line': 'fixed', 'extended_line': i.money_median},
        ], recursive := true),
        i.money_income,
        i.money_median,
        i.extended_income,
    from mart_class_incomes() i
    join codes k using (selection_no)
),

places as (
    select
        *,
        coalesce(list_max(list_filter(
            getvariable('bounds')::integer[], lambda bound: money_income >= bound / 100 * money_median
        )), 0) as money_from,
        coalesce(list_max(list_filter(
            getvariable('bounds')::integer[], lambda bound: extended_income >= bound / 100 * extended_line
        )), 0) as extended_from,
    from placed
),

grouped as (
    select
        p.*,
        unnest([
            {'class_grouping': 'all', 'group_code': 'all'},
            {'class_grouping': 'sex', 'group_code': d.sex},
            {'class_grouping': 'age_group', 'group_code': d.age_group},
            {'class_grouping': 'education', 'group_code': d.education},
            {'class_grouping': 'employment', 'group_code': d.employment},
            {'class_grouping': 'income_fifth', 'group_code': d.income_fifth::varchar},
            {'class_grouping': 'household_type', 'group_code': d.household_type},
            {'class_grouping': 'region', 'group_code': d.region},
        ], recursive := true),
    from places p
    join core_diaries d using (diary_key)
)

select
    survey_id,
    method_id,
    line,
    class_grouping,
    group_code,
    money_from,
    extended_from,
    count(*) as n_diaries,
    fsum(weight) as weight,
    fsum(weight * weight) as weight_square,
from grouped
where group_code is not null
group by all
order by all
