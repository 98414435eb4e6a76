-- Share of people with an item, by country and source, with the item of the list it comes near.
select
    s.country_code,
    s.year,
    s.item_code,
    i.list_item_code,
    i.grade,
    i.preference,
    i.title_en,
    i.title_ko,
    s.share,
    s.survey,
    s.question,
    s.population,
    s.source,
    s.quality_note,
    'lifestyle_items' as dataset_id,
from stg_lifestyle_items__shares as s
inner join stg_lifestyle_items__items as i using (item_code)
