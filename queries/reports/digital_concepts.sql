-- What free digital goods are worth by concepts that answer different questions, so that they are never added up.
-- grain: one row per published figure
create or replace macro digital_concepts() as table
with published as (
    select
        case study_id when 'oss_supply' then 'cost' else 'demand' end as digital_concept,
        study_id as digital_measure,
        country_code,
        year::varchar as period,
        value as published_value,
        unit,
        source,
        null::varchar as missing_reason,
        dataset_id,
    from core_prosuming_studies
    where topic = 'digital'
    union all
    select 'consumer_surplus', figure_id, country_code, period, value, unit, source, null, 'official_accounts',
    from core_official_figures
    where published_method in ('WTA (consumer surplus)', 'GDP-B')
    union all
    select 'producer_time', 'producer_time', null, null, null, null, null, 'no_hours_recorded', 'prosuming',
)

select
    digital_concept,
    digital_measure,
    country_code,
    period,
    published_value,
    unit,
    source,
    missing_reason,
    dataset_id,
from published
order by digital_concept, digital_measure
