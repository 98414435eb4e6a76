-- A row for every estimate with the groups of its cell, and one for every survey and activity asked for that has none, with the reason.
-- p_asked, p_estimates and p_labels name relations of the caller: mart_asked, mart_estimates and mart_cell_labels.
create or replace macro mart_told(
    p_asked varchar := 'asked',
    p_estimates varchar := 'estimates',
    p_labels varchar := 'labels'
) as table
select
    a.survey_id,
    a.selection_no,
    a.selection_code,
    e.* exclude (survey_id, selection_no, cell, missing_reason),
    l.* exclude (survey_id, cell),
    coalesce(a.missing_reason, e.missing_reason, case when e.cell is null then 'no_diaries' end) as missing_reason,
from query_table(p_asked) a
left join query_table(p_estimates) e
    on e.survey_id = a.survey_id and e.selection_no = a.selection_no and a.missing_reason is null
left join query_table(p_labels) l on l.cell = e.cell
