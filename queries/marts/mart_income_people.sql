-- The people whose income is asked about, with their household's money income over the square root of its size, and whom they are like.
-- People alike share survey, sex, age group, employment and household type. Diaries without weight stand for nobody.
-- p_by: sex, age_group, education, employment, income_fifth, household_type or region; group_code is the person's, or 'all'.
create or replace macro mart_income_people(
    p_survey varchar := null,
    p_years integer[] := null,
    p_by varchar := null
) as table
select
    survey_id,
    diary_key,
    psu_key,
    stratum_key,
    n_psu_in_stratum,
    n_diaries_in_psu,
    weight,
    sqrt(household_size) as root,
    household_income / nullif(sqrt(household_size), 0) as money,
    hash(survey_id, sex, age_group, employment, household_type) as alike,
    case p_by
        when 'sex' then sex
        when 'age_group' then age_group
        when 'education' then education
        when 'employment' then employment
        when 'income_fifth' then income_fifth
        when 'household_type' then household_type
        when 'region' then region
        else 'all'
    end as group_code,
from core_diaries
where weight > 0
    and (p_survey is null or survey_id = p_survey)
    and (p_years is null or list_contains(p_years, year))
