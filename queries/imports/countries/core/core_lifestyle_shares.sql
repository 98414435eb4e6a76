-- Shares of people with an item of the lists, of the visitor's countries.
select
    o.country_code,
    s.survey_year as year,
    o.survey_id || ':' || s.list_item_code as item_code,
    s.list_item_code,
    s.grade,
    0 as preference,
    l.title_en,
    l.title_ko,
    s.share,
    o.short_title as survey,
    null::varchar as question,
    null::varchar as population,
    o.short_title as source,
    null::varchar as quality_note,
    'own_countries' as dataset_id,
from own_places as o
inner join own_item_shares as s on s.survey_id = o.survey_id and s.country_code = o.iso_code
inner join core_lifestyle_lists as l using (list_item_code)
where o.measure = 'item_shares'
