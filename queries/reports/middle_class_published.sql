-- Shares of classes as statistical offices, international bodies and institutes published them.
-- grain: one row per published figure
create or replace macro middle_class_published(
    p_areas varchar[] := null,
    p_definitions varchar[] := null,
    p_classes varchar[] := null,
    p_measures varchar[] := null
) as table
select
    figure_id,
    area_code,
    period,
    definition_id,
    variant,
    class_code,
    measure as share_measure,
    share as published_share,
    vintage as figure_edition,
    source,
    evidence,
    note as source_note,
    dataset_id,
from core_published_classes
where (p_areas is null or list_contains(p_areas, area_code))
    and (p_definitions is null or list_contains(p_definitions, definition_id))
    and (p_classes is null or list_contains(p_classes, class_code))
    and (p_measures is null or list_contains(p_measures, measure))
order by area_code, definition_id, year, class_code, figure_id
