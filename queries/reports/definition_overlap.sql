-- Who is in both of two definitions, in one of them or in neither, among the same people, and how far the two agree beyond chance.
-- grain: one row per pair of definitions
create or replace macro definition_overlap(
    p_survey varchar := 'eu_silc_synthetic',
    p_definitions varchar[] := null
) as table
with shares as (
    select
        first_definition_id,
        second_definition_id,
        n_people,
        both_weight / nullif(weight, 0) as in_both,
        first_weight / nullif(weight, 0) as only_first,
        second_weight / nullif(weight, 0) as only_second,
    from mart_class_pairs(p_survey := p_survey, p_definitions := p_definitions)
),

margins as (
    select
        *,
        in_both + only_first as a,
        in_both + only_second as b,
        1 - only_first - only_second as agreement,
    from shares
),

expected as (
    select
        *,
        a * b + (1 - a) * (1 - b) as by_chance,
        least(a, b) + least(1 - a, 1 - b) as most_agreement,
    from margins
)

select
    p_survey as survey_id,
    first_definition_id,
    second_definition_id,
    a as first_share,
    b as second_share,
    in_both as both_share,
    only_first as first_only_share,
    only_second as second_only_share,
    1 - in_both - only_first - only_second as neither_share,
    in_both / nullif(in_both + only_first + only_second, 0) as jaccard,
    (agreement - by_chance) / nullif(1 - by_chance, 0) as kappa,
    (most_agreement - by_chance) / nullif(1 - by_chance, 0) as kappa_highest,
    e.n_people,
    s.notes,
    s.dataset_id,
from expected as e
cross join class_surveys(p_surveys := [p_survey]) as s
order by first_definition_id, second_definition_id
