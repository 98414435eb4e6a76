-- Of the people within one of two definitions and outside the other, how many fall below the other's line and how many above it.
-- grain: one row per definition met, definition missed and line
create or replace macro definition_failures(
    p_survey varchar := 'eu_silc_synthetic',
    p_first varchar := 'oecd_75_200',
    p_second varchar := 'kr_50_150'
) as table
select
    f.survey_id,
    f.first_definition_id,
    f.second_definition_id,
    f.failed_bound,
    f.weight / nullif((
        select fsum(weight) from core_class_cells where survey_id = p_survey and "grouping" = 'all'
    ), 0) as failed_share,
    f.weight / nullif(fsum(f.weight) over (partition by f.first_definition_id), 0) as failed_of_missing_share,
    f.n_people,
    s.notes,
    f.dataset_id,
from core_class_failures as f
cross join class_surveys(p_surveys := [p_survey]) as s
where f.survey_id = p_survey
    and list_sort([f.first_definition_id, f.second_definition_id]) = list_sort([p_first, p_second])
order by f.first_definition_id <> p_first, f.failed_bound
