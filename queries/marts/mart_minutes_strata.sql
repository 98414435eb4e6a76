-- Sums of the minutes of each cell and selection in each stratum, of surveys held as diaries and as sums: see mart_value_strata.
-- p_by_year and p_year_cells: see mart_strata.
-- p_held, p_several, p_cells and p_codes name relations of the caller: mart_held, mart_several_units, mart_aggregate_cells and mart_selection_codes.
create or replace macro mart_minutes_strata(
    p_survey varchar := null,
    p_travel boolean := false,
    p_by_year boolean := false,
    p_held varchar := 'held',
    p_several varchar := 'several_units',
    p_cells varchar := 'aggregate_cells',
    p_year_cells varchar := 'year_cells',
    p_codes varchar := 'codes'
) as table
with of_diaries as (
    from mart_value_strata(p_held := p_held, p_several := p_several, p_survey := p_survey)
),

of_years as (
    from mart_year_value_strata(p_cells := p_year_cells, p_codes := p_codes, p_travel := p_travel)
),

of_sums as (
    from mart_aggregate_value_strata(p_cells := p_cells, p_codes := p_codes, p_travel := p_travel)
),

of_both as (
    from of_diaries
    union all by name
    from of_sums
)

from query_table(case when p_by_year then 'of_years' else held_as(p_survey, 'of_diaries', 'of_sums', 'of_both') end)
