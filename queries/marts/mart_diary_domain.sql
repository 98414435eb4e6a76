-- The diary days that an estimate is about, each with the cell of the groups asked for and with its place in the design.
-- p_by: any of year, month, weekday, day_type, sex, age, age_group, education, employment, income_fifth, household_type, region.
-- A cell is a number made of the survey and the groups; mart_cell_labels tells the groups that it stands for.
-- Diaries without weight stand for nobody; the sizes of the strata are those of the whole survey, whatever is asked for.
create or replace macro mart_diary_domain(
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
select
    diary_key,
    survey_id,
    person_key,
    psu_key,
    stratum_key,
    n_psu_in_stratum,
    n_diaries_in_psu,
    weight,
    hash(
        survey_id,
        case when list_contains(p_by, 'year') then year end,
        case when list_contains(p_by, 'month') then month end,
        case when list_contains(p_by, 'weekday') then weekday end,
        case when list_contains(p_by, 'day_type') then day_type end,
        case when list_contains(p_by, 'sex') then sex end,
        case when list_contains(p_by, 'age') then age end,
        case when list_contains(p_by, 'age_group') then age_group end,
        case when list_contains(p_by, 'education') then education end,
        case when list_contains(p_by, 'employment') then employment end,
        case when list_contains(p_by, 'income_fifth') then income_fifth end,
        case when list_contains(p_by, 'household_type') then household_type end,
        case when list_contains(p_by, 'region') then region end
    ) as cell,
from core_diaries
where (p_survey is null or survey_id = p_survey)
    and weight > 0
    and (p_years is null or list_contains(p_years, year))
    and (p_day_types is null or list_contains(p_day_types, day_type))
    and (p_filter_sex is null or list_contains(p_filter_sex, sex))
    and (p_filter_age_group is null or list_contains(p_filter_age_group, age_group))
    and (p_filter_education is null or list_contains(p_filter_education, education))
    and (p_filter_employment is null or list_contains(p_filter_employment, employment))
    and (p_filter_income_fifth is null or list_contains(p_filter_income_fifth, income_fifth))
    and (p_filter_household_type is null or list_contains(p_filter_household_type, household_type))
    and (p_filter_region is null or list_contains(p_filter_region, region))
