-- mart_replicate_totals for minutes of activities: from the sums that are held where they answer (p_summed), else from the diaries.
-- p_held, p_domain, p_labels and p_codes name relations of the caller as the two marts read them.
create or replace macro mart_replicate_minutes(
    p_summed boolean := false,
    p_years integer[] := null,
    p_filter_sex varchar[] := null,
    p_travel boolean := false,
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

from query_table(case when p_summed then 'of_sums' else 'of_diaries' end)
