-- mart_replicate_totals for minutes of activities: by years and sexes from the sums that are held, else from the diaries.
-- p_held, p_domain, p_labels and p_codes name relations of the caller as the two marts read them.
create or replace macro mart_replicate_minutes(
    p_years integer[] := null,
    p_by varchar[] := [],
    p_travel boolean := false,
    p_day_types varchar[] := null,
    p_filter_sex varchar[] := null,
    p_filter_age_group varchar[] := null,
    p_filter_education varchar[] := null,
    p_filter_employment varchar[] := null,
    p_filter_income_fifth varchar[] := null,
    p_filter_household_type varchar[] := null,
    p_filter_region varchar[] := null,
    p_held varchar := 'held',
    p_domain varchar := 'diary_domain',
    p_labels varchar := 'labels',
    p_codes varchar := 'codes'
) as table
with of_diaries as (
    from mart_replicate_totals(p_held := p_held, p_domain := p_domain)
),

of_sums as (
    from mart_replicate_sums(
        p_labels := p_labels, p_codes := p_codes, p_years := p_years, p_filter_sex := p_filter_sex, p_travel := p_travel
    )
)

from query_table(case when summed_by_year_and_sex(
    p_by, p_day_types, p_filter_age_group, p_filter_education, p_filter_employment, p_filter_income_fifth,
    p_filter_household_type, p_filter_region
) then 'of_sums' else 'of_diaries' end)
