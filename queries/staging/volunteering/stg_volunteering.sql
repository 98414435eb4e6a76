-- Published figures of volunteering; the placeholder year of the Johns Hopkins figures becomes empty, and the Union of 28 gets the code of the list.
select
    case country_code when 'EU28' then 'EUU' else country_code end as country_code,
    case when indicator = 'fte_organisation_volunteers_pct_economically_active' then null else year end as year,
    indicator,
    value,
    unit,
    source,
    evidence,
    note,
from raw_volunteering__figures
