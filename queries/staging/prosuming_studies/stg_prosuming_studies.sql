-- Cited figures on open-source software and induced spending.
select
    study_id,
    topic,
    country_code,
    year,
    quantity_en,
    quantity_ko,
    value,
    unit,
    source,
    evidence,
    note_en,
    note_ko,
from raw_prosuming_studies__figures
