-- The mean value of the unpaid work of people alike, by method; a survey that a method does not price has no row of it.
-- p_people and p_values name relations of the caller: mart_income_people, and mart_diary_money of these people.
create or replace macro mart_alike_values(
    p_people varchar := 'people',
    p_values varchar := 'diary_values'
) as table
select v.selection_no, v.alike, w.survey_id, v.value / nullif(w.weight, 0) as value
from (
    select selection_no, alike, fsum(weight * value) as value
    from query_table(p_values)
    where value is not null
    group by selection_no, alike
) v
join (
    select alike, any_value(survey_id) as survey_id, fsum(weight) as weight
    from query_table(p_people)
    group by alike
) w using (alike)
