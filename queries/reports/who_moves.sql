-- Who enters and who leaves the middle class when one definition takes the place of another, by group of people.
-- grain: one row per group
create or replace macro who_moves(
    p_survey varchar := 'eu_silc_synthetic',
    p_first varchar := 'oecd_75_200',
    p_second varchar := 'kr_50_150',
    p_grouping varchar := 'age_group'
) as table
select
    p_survey as survey_id,
    first_definition_id,
    second_definition_id,
    p_grouping as class_grouping,
    group_code as class_group,
    (both_weight + first_weight) / nullif(weight, 0) as first_share,
    (both_weight + second_weight) / nullif(weight, 0) as second_share,
    second_weight / nullif(weight, 0) as enters_share,
    first_weight / nullif(weight, 0) as leaves_share,
    m.n_people,
    s.notes,
    s.dataset_id,
from mart_class_pairs(
    p_survey := p_survey, p_definitions := [p_first, p_second], p_grouping := p_grouping
) as m
cross join class_surveys(p_surveys := [p_survey]) as s
where first_definition_id = p_first and second_definition_id = p_second
order by group_code
