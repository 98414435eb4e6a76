-- Shares of classes as they were published.
select
    figure_id,
    area_code,
    period,
    year,
    definition_id,
    variant,
    class_code,
    measure,
    share,
    vintage,
    source,
    evidence,
    note,
    'middle_class_published' as dataset_id,
from stg_middle_class_published
