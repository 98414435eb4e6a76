-- Each person's equivalised income before and after the value of own unpaid work, poorest first, with what has come up to there.
-- p_domain, p_values and p_priced name relations of the caller: mart_diary_domain, mart_diary_money, and the surveys that a
-- method prices (survey_id, selection_no).
create or replace macro mart_extended_income(
    p_imputation varchar := 'cell_mean',
    p_days_per_year double := 365.0,
    p_domain varchar := 'diary_domain',
    p_values varchar := 'diary_values',
    p_priced varchar := 'priced'
) as table
with people as (
    select
        d.survey_id,
        k.selection_no,
        d.diary_key,
        d.psu_key,
        d.stratum_key,
        d.n_psu_in_stratum,
        d.weight,
        c.household_income / nullif(sqrt(c.household_size), 0) as money,
        sqrt(c.household_size) as root,
        coalesce(v.value, 0) as day_value,
        fsum(d.weight * coalesce(v.value, 0)) over alike / nullif(fsum(d.weight) over alike, 0) as cell_value,
    from query_table(p_domain) d
    join core_diaries c using (diary_key)
    join query_table(p_priced) k on k.survey_id = d.survey_id
    left join query_table(p_values) v on v.diary_key = d.diary_key and v.selection_no = k.selection_no
    window alike as (partition by d.survey_id, k.selection_no, c.sex, c.age_group, c.employment, c.household_type)
),

stages as (
    select *, 'before' as stage, money as income
    from people
    where money is not null
    union all by name
    select
        *,
        'after' as stage,
        money + p_days_per_year * case p_imputation when 'diary_day' then day_value else cell_value end / nullif(root, 0)
            as income,
    from people
    where money is not null
)

select
    *,
    fsum(weight) over up_to_here as people_so_far,
    fsum(weight * income) over up_to_here as income_so_far,
    fsum(weight) over everyone as all_people,
    fsum(weight * income) over everyone as all_income,
from stages
window
    up_to_here as (
        partition by survey_id, selection_no, stage order by income, diary_key rows unbounded preceding
    ),
    everyone as (partition by survey_id, selection_no, stage)
