-- The groups that cells stand for, of surveys held as diaries and as sums: see mart_cell_labels.
-- p_by_year and p_year_cells: see mart_strata.
-- p_domain and p_cells name relations of the caller as mart_diary_domain and mart_aggregate_cells make them of the same p_by.
create or replace macro mart_labels(
    p_survey varchar := null,
    p_by varchar[] := [],
    p_by_year boolean := false,
    p_domain varchar := 'diary_domain',
    p_cells varchar := 'aggregate_cells',
    p_year_cells varchar := 'year_cells'
) as table
with of_diaries as (
    from mart_cell_labels(p_domain := p_domain, p_by := p_by)
),

of_years as (
    from mart_year_labels(p_cells := p_year_cells, p_by := p_by)
),

of_sums as (
    from mart_aggregate_labels(p_cells := p_cells)
),

of_both as (
    from of_diaries
    union all by name
    from of_sums
)

from query_table(case when p_by_year then 'of_years' else held_as(p_survey, 'of_diaries', 'of_sums', 'of_both') end)
