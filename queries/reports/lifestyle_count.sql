-- How many people have at least k of the items of a list that one survey asked the same people, with weights of the items; the counting of Alkire and Foster.
-- grain: one row per group and number of items (equal weights) or weighted score
create or replace macro lifestyle_count(
    p_survey varchar := 'histoire_de_vie_2003',
    p_grouping varchar := 'all',
    p_items varchar[] := null,
    p_weights double[] := null
) as table
-- Scores are rounded to a billionth, or a third and two thirds would not make a whole.
with held as (
    select distinct unnest(met) as item
    from core_class_cells
    where survey_id = p_survey and grouping = 'all'
),

listed as (
    select list(item order by item) as all_codes
    from held
),

items as (
    select coalesce(p_items, all_codes) as codes
    from listed
),

weighted as (
    select
        codes,
        list_transform(
            range(1, len(codes) + 1),
            lambda place: coalesce(p_weights[place], 1) / nullif(coalesce(list_sum(p_weights), len(codes)), 0)
        ) as weights,
    from items
),

scored as (
    select
        c.group_code,
        c.n_people,
        c.weight,
        round(list_sum(list_transform(
            range(1, len(w.codes) + 1),
            lambda place: case when list_contains(coalesce(c.met, []), w.codes[place]) then w.weights[place] else 0 end
        )), 9) as score,
        len(w.codes) as n_items,
    from core_class_cells as c
    cross join weighted as w
    where c.survey_id = p_survey and c.grouping = p_grouping
),

cutoffs as (
    select distinct
        score as cutoff,
        n_items,
    from scored
    where score > 0
),

counted as (
    select
        s.group_code,
        k.cutoff,
        k.n_items,
        fsum(s.n_people)::bigint as n_people,
        coalesce(fsum(s.weight) filter (s.score >= k.cutoff), 0) / nullif(fsum(s.weight), 0) as attained,
        coalesce(fsum(s.weight * s.score) filter (s.score >= k.cutoff), 0) / nullif(fsum(s.weight), 0) as adjusted,
    from scored as s
    cross join cutoffs as k
    group by s.group_code, k.cutoff, k.n_items
)

select
    p_survey as survey_id,
    p_grouping as class_grouping,
    group_code as class_group,
    cutoff as score_cutoff,
    cutoff * n_items as n_items_equivalent,
    attained as attained_share,
    adjusted as adjusted_share,
    adjusted / nullif(attained, 0) as intensity_share,
    n_items as n_items_available,
    (select count(*) from core_lifestyle_lists where list_code = 'france') as n_items_listed,
    c.n_people,
    s.notes,
    s.dataset_id,
from counted as c
cross join class_surveys(p_surveys := [p_survey]) as s
order by class_group, score_cutoff
