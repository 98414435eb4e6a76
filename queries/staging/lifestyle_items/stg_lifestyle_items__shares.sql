-- Share of people with an item, by country and source, with the words of the question.
select
    s.country_code,
    s.year,
    o.item_code,
    s.percent / 100 as share,
    o.survey,
    o.question,
    o.population,
    o.source,
    nullif(s.quality_note, '') as quality_note,
from raw_lifestyle_items__shares as s
inner join raw_lifestyle_items__sources as o using (source_id)
