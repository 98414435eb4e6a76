-- Each person's equivalised income before and after the value of own unpaid work, as the incomes of curves.
-- Curve 0 of a survey is money income, whatever the method; the curve of a method that prices the survey is numbered like its selection.
-- p_domain, p_values and p_priced name relations of the caller: mart_diary_domain, mart_diary_money, and the surveys that a
-- method prices (survey_id, selection_no).
create or replace macro mart_extended_income(
    p_imputation varchar := 'cell_mean',
    p_days_per_year double := 365.0,
    p_domain varchar := 'diary_domain',
    p_values varchar := 'diary_values',
    p_priced varchar := 'priced'
) as table
with people as materialized (
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
),

alike_weights as (
    select alike, fsum(weight) as weight
    from people
    group by alike
),

alike_values as (
    select v.selection_no, p.alike, fsum(p.weight * v.value) / nullif(any_value(w.weight), 0) as value
    from query_table(p_values) v
    join people p using (diary_key)
    join alike_weights w using (alike)
    group by v.selection_no, p.alike
)

select survey_id, diary_key, 0 as curve_no, psu_key, stratum_key, n_psu_in_stratum, n_diaries_in_psu, weight, money as income
from people
where money is not null and survey_id in (select survey_id from query_table(p_priced))
union all
select
    p.survey_id,
    p.diary_key,
    k.selection_no,
    p.psu_key,
    p.stratum_key,
    p.n_psu_in_stratum,
    p.n_diaries_in_psu,
    p.weight,
    p.money + p_days_per_year * coalesce(case p_imputation when 'diary_day' then v.value else a.value end, 0) / nullif(p.root, 0),
from people p
join query_table(p_priced) k using (survey_id)
left join alike_values a on a.alike = p.alike and a.selection_no = k.selection_no
left join query_table(p_values) v
    on v.diary_key = p.diary_key and v.selection_no = k.selection_no and p_imputation = 'diary_day'
where p.money is not null
