-- What each cell weighs in each stratum, of surveys held as diaries and as sums: see mart_domain_strata.
-- p_by_year: what is asked for is held by year and sex (held_by_year), and p_year_cells names a relation as mart_year_cells makes it.
-- p_domain, p_several and p_cells name relations of the caller: mart_diary_domain, mart_several_units and mart_aggregate_cells.
create or replace macro mart_strata(
    p_survey varchar := null,
    p_by_year boolean := false,
    p_domain varchar := 'diary_domain',
    p_several varchar := 'several_units',
    p_cells varchar := 'aggregate_cells',
    p_year_cells varchar := 'year_cells'
) as table
with of_diaries as (
    from mart_domain_strata(p_domain := p_domain, p_several := p_several, p_survey := p_survey)
),

of_years as (
    from mart_year_strata(p_cells := p_year_cells)
),

of_sums as (
    from mart_aggregate_strata(p_cells := p_cells)
),

of_both as (
    from of_diaries
    union all by name
    from of_sums
)

from query_table(case when p_by_year then 'of_years' else held_as(p_survey, 'of_diaries', 'of_sums', 'of_both') end)
