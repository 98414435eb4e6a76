-- What free digital goods are worth by three concepts that answer different questions, so that they are never added up.
-- grain: one row per concept and published figure
create or replace macro digital_concepts() as table
select 'cost' as digital_concept, country_code, year::varchar as period, quantity_en, quantity_ko, value as published_value,
    unit, source, evidence, null::varchar as missing_reason, dataset_id,
from core_prosuming_studies
where study_id = 'oss_supply'
union all
select 'demand', country_code, year::varchar, quantity_en, quantity_ko, value, unit, source, evidence, null, dataset_id,
from core_prosuming_studies
where study_id = 'oss_demand'
union all
select 'consumer_surplus', country_code, period, quantity, quantity, value, unit, source, evidence, null, 'official_accounts',
from core_official_figures
where published_method in ('WTA (consumer surplus)', 'GDP-B')
union all
select 'producer_time', null, null, title_en, title_ko, null, null, null, null, 'no_hours_recorded', 'prosuming',
from core_prosuming_kinds
where prosuming_kind = 'digital'
order by all
