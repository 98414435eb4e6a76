-- Weighted sums of each step of the day, of surveys held as diaries and as sums: see mart_tempogram_sums.
-- p_domain, p_codes, p_several and p_cells name relations of the caller: mart_diary_domain, mart_selection_codes, mart_several_units
-- and mart_aggregate_cells.
create or replace macro mart_steps(
    p_survey varchar := null,
    p_step_minutes integer := 10,
    p_domain varchar := 'diary_domain',
    p_codes varchar := 'codes',
    p_several varchar := 'several_units',
    p_cells varchar := 'aggregate_cells'
) as table
with of_diaries as (
    from mart_tempogram_sums(
        p_survey := p_survey, p_step_minutes := p_step_minutes, p_domain := p_domain, p_codes := p_codes, p_several := p_several
    )
),

of_sums as (
    from mart_aggregate_steps(p_step_minutes := p_step_minutes, p_cells := p_cells, p_codes := p_codes)
),

of_both as (
    from of_diaries
    union all by name
    from of_sums
)

from query_table(held_as(p_survey, 'of_diaries', 'of_sums', 'of_both'))
