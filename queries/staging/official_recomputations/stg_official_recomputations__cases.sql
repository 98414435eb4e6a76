-- The cases in which a published total is re-derived.
select
    case_id,
    country_code,
    year,
    title_en,
    title_ko,
    formula,
    published_id,
    published_unit_factor,
    tolerance,
    tolerance_kind,
    kind,
    vintage,
    tolerance_reason_en,
    tolerance_reason_ko,
from raw_official_recomputations__cases
