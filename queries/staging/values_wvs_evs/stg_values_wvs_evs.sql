-- What matters to people, as shares; satisfaction stays on its scale.
select
    country_code,
    year,
    value_code,
    case when value_code = 'satisfaction' then value else value / 100 end as value,
from raw_values_wvs_evs__values
