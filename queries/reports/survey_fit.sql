-- Which well-known survey a file comes from: columns that only one has, and the share of the columns known of each that the file has; the best first.
-- grain: one row per well-known survey
create or replace macro survey_fit(
    p_columns varchar[] := null
) as table
with present as (
    select
        known_survey_id,
        column_name,
        coalesce(list_contains(list_transform(p_columns, lambda name: lower(name)), column_name), false) as is_present,
    from (select distinct known_survey_id, column_name from core_survey_columns)
)

select
    s.known_survey_id,
    s.title_en,
    s.title_ko,
    s.country_code,
    count(p.column_name) as n_columns_known,
    count(*) filter (p.is_present) as n_columns_present,
    count(*) filter (p.is_present) / nullif(count(p.column_name), 0) as columns_present_share,
    count(*) filter (p.is_present and list_contains(s.identifying_columns, p.column_name)) as n_identifying_columns,
    s.income_concept,
    s.dataset_id,
from core_known_surveys as s
inner join present as p using (known_survey_id)
group by all
order by n_identifying_columns desc, columns_present_share desc, s.known_survey_id
