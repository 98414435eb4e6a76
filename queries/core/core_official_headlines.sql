-- Published shares of GDP with the nearest method of ours and why the two differ.
select
    h.figure_id,
    f.country_code,
    f.year,
    f.published_method,
    f.value / 100 as official_gdp_share,
    h.method_id,
    h.approach_en,
    h.approach_ko,
    h.reason_en,
    h.reason_ko,
    f.source,
    f.evidence,
from stg_official_recomputations__headlines h
join stg_official_accounts f using (figure_id)
