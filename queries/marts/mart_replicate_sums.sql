-- mart_replicate_totals from sums by year and sex that are held already, for estimates of minutes that need no finer groups.
-- p_labels and p_codes name relations of the caller: mart_cell_labels, and mart_selection_codes.
create or replace macro mart_replicate_sums(
    p_labels varchar := 'labels',
    p_codes varchar := 'codes',
    p_years integer[] := null,
    p_filter_sex varchar[] := null,
    p_travel boolean := false
) as table
with asked as (
    from mart_summed_selections(p_codes := p_codes, p_travel := p_travel)
    union all
    select 0, 'everyone', false
),

totals as (
    select l.cell, a.selection_no, s.replicate_no, fsum(s.y) as y, fsum(s.p) as p,
    from core_replicate_sums s
    join asked a using (selection_code, with_travel)
    join query_table(p_labels) l
        on l.survey_id = s.survey_id and coalesce(l.year, s.year) = s.year and coalesce(l.sex, s.sex) = s.sex
    where s.p is not null
        and (p_years is null or list_contains(p_years, s.year))
        and (p_filter_sex is null or list_contains(p_filter_sex, s.sex))
    group by l.cell, a.selection_no, s.replicate_no
)

select t.cell, t.selection_no, t.replicate_no, e.p as w, t.y, t.p
from totals t
join totals e on e.cell = t.cell and e.replicate_no = t.replicate_no and e.selection_no = 0
where t.selection_no > 0
