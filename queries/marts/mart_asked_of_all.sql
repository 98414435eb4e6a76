-- Every survey asked for with every activity asked for, and why there is nothing to tell of the two, of surveys held as diaries and as sums.
-- p_cells and p_codes name relations of the caller: mart_aggregate_cells and mart_selection_codes.
create or replace macro mart_asked_of_all(
    p_survey varchar := null,
    p_step_minutes integer := null,
    p_cells varchar := 'aggregate_cells',
    p_codes varchar := 'codes'
) as table
with of_diaries as (
    from mart_asked(p_survey := p_survey, p_codes := p_codes)
    where missing_reason is distinct from 'no_microdata'
),

of_sums as (
    from mart_aggregate_asked(
        p_cells := p_cells, p_codes := p_codes, p_survey := p_survey, p_step_minutes := p_step_minutes
    )
),

of_both as (
    from of_diaries
    union all by name
    from of_sums
)

from query_table(held_as(p_survey, 'of_diaries', 'of_sums', 'of_both'))
