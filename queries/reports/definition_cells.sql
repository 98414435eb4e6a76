-- People by exactly which of the chosen definitions put them into the middle class: every set that occurs, each person once.
-- grain: one row per set of definitions met
create or replace macro definition_cells(
    p_survey varchar := 'eu_silc_synthetic',
    p_definitions varchar[] := ['oecd_75_200', 'kr_50_150', 'pew_we', 'credoc_70_150']
) as table
with chosen as (
    select
        list_sort(list_filter(coalesce(met, []), lambda code: list_contains(p_definitions, code))) as met,
        n_people,
        weight,
    from core_class_cells
    where survey_id = p_survey and grouping = 'all'
),

cells as (
    select
        met,
        fsum(n_people)::bigint as n_people,
        fsum(weight) as weight,
    from chosen
    group by met
)

select
    p_survey as survey_id,
    array_to_string(c.met, ',') as met_definitions,
    len(c.met) as n_met,
    c.weight / nullif(fsum(c.weight) over (), 0) as cell_share,
    c.n_people,
    s.notes,
    s.dataset_id,
from cells as c
cross join class_surveys(p_surveys := [p_survey]) as s
order by c.weight desc, met_definitions
