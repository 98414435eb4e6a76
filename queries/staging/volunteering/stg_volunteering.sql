-- Published figures of volunteering; the placeholder year of the Johns Hopkins figures becomes empty.
select
    country_code,
    case when indicator = 'fte_organisation_volunteers_pct_economically_active' then null else year end as year,
    indicator,
    value,
    unit,
    source,
    evidence,
    note,
from raw_volunteering__figures
