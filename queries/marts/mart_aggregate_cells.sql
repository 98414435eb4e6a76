-- The groups held as sums that answer for surveys without diaries here, each with the cell of the groups asked for: see mart_diary_domain.
-- Of the combinations that hold every column asked for, the one that holds most of the activities, then the one with the fewest groups.
-- p_step_minutes: sums through the day in steps of this length; null: of the whole day. The weight of a withheld group is null.
create or replace macro mart_aggregate_cells(
    p_codes varchar := 'codes',
    p_step_minutes integer := null,
    p_survey varchar := null,
    p_years integer[] := null,
    p_by varchar[] := [],
    p_day_types varchar[] := null,
    p_filter_sex varchar[] := null,
    p_filter_age_group varchar[] := null,
    p_filter_education varchar[] := null,
    p_filter_employment varchar[] := null,
    p_filter_income_fifth varchar[] := null,
    p_filter_household_type varchar[] := null,
    p_filter_region varchar[] := null
) as table
with chosen as (
    select m.survey_id, arg_min(m.margin, (-h.n_held, m.n_withheld, m.n_cells)) as margin,
    from core_aggregate_margins m
    join (
        select survey_id, margin, count(*) as n_held,
        from core_aggregate_selections
        where step_minutes is not distinct from p_step_minutes
            and selection_code in (select selection_code from query_table(p_codes))
        group by survey_id, margin
    ) h on h.survey_id = m.survey_id and h.margin = m.margin
    where (p_survey is null or m.survey_id = p_survey)
        and list_has_all(m.columns, p_by)
        and (p_years is null or list_contains(m.columns, 'year'))
        and (p_day_types is null or list_contains(m.columns, 'day_type'))
        and (p_filter_sex is null or list_contains(m.columns, 'sex'))
        and (p_filter_age_group is null or list_contains(m.columns, 'age_group'))
        and (p_filter_education is null or list_contains(m.columns, 'education'))
        and (p_filter_employment is null or list_contains(m.columns, 'employment'))
        and (p_filter_income_fifth is null or list_contains(m.columns, 'income_fifth'))
        and (p_filter_household_type is null or list_contains(m.columns, 'household_type'))
        and (p_filter_region is null or list_contains(m.columns, 'region'))
    group by m.survey_id
),

named as (
    select
        c.cell_no,
        c.survey_id,
        c.margin,
        c.n_diaries,
        c.weight,
        c.weight_square,
        case when list_contains(p_by, 'year') then c.year end as year,
        case when list_contains(p_by, 'month') then c.month end as month,
        case when list_contains(p_by, 'weekday') then c.weekday end as weekday,
        case when list_contains(p_by, 'day_type') then c.day_type end as day_type,
        case when list_contains(p_by, 'sex') then c.sex end as sex,
        null::integer as age,
        case when list_contains(p_by, 'age_group') then c.age_group end as age_group,
        case when list_contains(p_by, 'education') then c.education end as education,
        case when list_contains(p_by, 'employment') then c.employment end as employment,
        case when list_contains(p_by, 'income_fifth') then c.income_fifth end as income_fifth,
        case when list_contains(p_by, 'household_type') then c.household_type end as household_type,
        case when list_contains(p_by, 'region') then c.region end as region,
    from core_aggregate_cells c
    join chosen g on g.survey_id = c.survey_id and g.margin = c.margin
    where (p_years is null or list_contains(p_years, c.year))
        and (p_day_types is null or list_contains(p_day_types, c.day_type))
        and (p_filter_sex is null or list_contains(p_filter_sex, c.sex))
        and (p_filter_age_group is null or list_contains(p_filter_age_group, c.age_group))
        and (p_filter_education is null or list_contains(p_filter_education, c.education))
        and (p_filter_employment is null or list_contains(p_filter_employment, c.employment))
        and (p_filter_income_fifth is null or list_contains(p_filter_income_fifth, c.income_fifth))
        and (p_filter_household_type is null or list_contains(p_filter_household_type, c.household_type))
        and (p_filter_region is null or list_contains(p_filter_region, c.region))
)

select
    *,
    hash(
        survey_id, year, month, weekday, day_type, sex, age, age_group, education, employment, income_fifth,
        household_type, region
    ) as cell,
from named
