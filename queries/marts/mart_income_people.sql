-- The people whose income is asked about, with their household's money income over the square root of its size, and whom they are like.
-- People alike share survey, sex, age group, employment and household type. p_domain names a relation of the caller as mart_diary_domain makes it.
create or replace macro mart_income_people(
    p_domain varchar := 'diary_domain'
) as table
select
    d.survey_id,
    d.diary_key,
    d.psu_key,
    d.stratum_key,
    d.n_psu_in_stratum,
    d.n_diaries_in_psu,
    d.weight,
    sqrt(c.household_size) as root,
    c.household_income / nullif(sqrt(c.household_size), 0) as money,
    hash(d.survey_id, c.sex, c.age_group, c.employment, c.household_type) as alike,
from query_table(p_domain) d
join core_diaries c using (diary_key)
