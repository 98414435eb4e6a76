-- Published shares of classes, one row per figure.
select
    figure_id,
    area_code,
    period,
    year,
    definition_id,
    nullif(variant, '') as variant,
    class_code,
    measure,
    percent / 100 as share,
    nullif(vintage, '') as vintage,
    source,
    evidence,
    note,
from raw_middle_class_published__figures
