-- Estimates of values of diary days, from the values to the flags: for reports that need none of the steps between.
-- p_values, p_domain and p_codes name relations of the caller: selection_no, diary_key and value; mart_diary_domain; one with every selection_no.
create or replace macro mart_estimates_of_values(
    p_values varchar := 'diary_values',
    p_domain varchar := 'diary_domain',
    p_codes varchar := 'codes',
    p_profile varchar := 'default',
    p_survey varchar := null
) as table
with held as materialized (
    from mart_held(p_values := p_values, p_domain := p_domain)
),

several_units as materialized (
    from mart_several_units(p_domain := p_domain)
),

strata as materialized (
    from mart_domain_strata(p_domain := p_domain, p_survey := p_survey)
),

value_strata as materialized (
    from mart_value_strata(p_survey := p_survey)
),

replicate_totals as materialized (
    from mart_replicate_totals(p_domain := p_domain)
),

measured as materialized (
    from mart_measured(p_codes := p_codes, p_survey := p_survey)
)

from mart_estimates(p_profile := p_profile)
