-- The people whose income is asked about, with their household's money income over the square root of its size, and whom they are like.
-- People alike share survey, sex, age group, employment and household type. Diaries without weight stand for nobody.
create or replace macro mart_income_people(
    p_survey varchar := null,
    p_years integer[] := null
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
from core_diaries
where weight > 0
    and (p_survey is null or survey_id = p_survey)
    and (p_years is null or list_contains(p_years, year))
