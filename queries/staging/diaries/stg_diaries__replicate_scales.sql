-- Scales of the replicates where they differ from 1.
select
    survey_id,
    replicate_no,
    scale,
from raw_diaries__replicate_scales
