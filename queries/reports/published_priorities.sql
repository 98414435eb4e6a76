-- Published shares over the years: work or family first in Korea, the intangible part of company value, investment in intangibles.
-- grain: one row per area, indicator and year
create or replace macro published_priorities(p_indicators varchar[] := null) as table
select
    area_code as priority_area,
    indicator as priority_indicator,
    year,
    share as priority_share,
    source,
    note as source_note,
    dataset_id,
from core_priorities
where p_indicators is null or list_contains(p_indicators, indicator)
order by indicator, area_code, year
