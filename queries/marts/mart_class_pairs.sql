-- People of a survey by whether they meet the first and the second of two definitions, for each pair and group.
create or replace macro mart_class_pairs(
    p_survey varchar := 'eu_silc_synthetic',
    p_definitions varchar[] := null,
    p_grouping varchar := 'all'
) as table
with held as (
    select definition_id
    from core_class_shares
    where survey_id = p_survey and (p_definitions is null or list_contains(p_definitions, definition_id))
)

select
    one.definition_id as first_definition_id,
    other.definition_id as second_definition_id,
    c.group_code,
    fsum(c.n_people)::bigint as n_people,
    fsum(c.weight) as weight,
    coalesce(fsum(c.weight) filter (
        list_contains(c.met, one.definition_id) and list_contains(c.met, other.definition_id)
    ), 0) as both_weight,
    coalesce(fsum(c.weight) filter (
        list_contains(c.met, one.definition_id) and not list_contains(c.met, other.definition_id)
    ), 0) as first_weight,
    coalesce(fsum(c.weight) filter (
        not list_contains(c.met, one.definition_id) and list_contains(c.met, other.definition_id)
    ), 0) as second_weight,
from core_class_cells as c
cross join held as one
cross join held as other
where c.survey_id = p_survey and c.grouping = p_grouping
group by one.definition_id, other.definition_id, c.group_code
