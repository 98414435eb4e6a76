-- Published shares of GDP and the nearest method of ours.
select
    figure_id,
    method_id,
    approach_en,
    approach_ko,
    reason_en,
    reason_ko,
from raw_official_recomputations__headlines
