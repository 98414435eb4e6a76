-- The codes that together make up a day, without their totals, and the harmonised activity of each.
select
    classification,
    source_code,
    activity_code,
    note_en,
    note_ko,
from raw_activity_crosswalk__leaves
