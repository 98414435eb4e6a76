-- Minutes a day by country, sex and activity of tables of a visitor's own; empty here, and filled in the visitor's workspace.
select
    null::varchar as survey_id,
    null::varchar as table_title,
    null::varchar as country_code,
    null::integer as survey_year,
    null::varchar as sex,
    null::varchar as activity_code,
    null::double as minutes_per_day,
    null::varchar as dataset_id,
where false
