-- Share of people with what surveys ask that comes near an item of a list, by country, with question, ages and grade.
-- grain: one row per country, item and survey
create or replace macro lifestyle_items(
    p_countries varchar[] := null,
    p_list varchar := 'france',
    p_grades varchar[] := ['A', 'B', 'C']
) as table
select
    s.country_code,
    l.list_code,
    l.list_item_code,
    l.kind as item_kind,
    s.item_code,
    s.title_en,
    s.title_ko,
    s.grade as item_grade,
    s.share as item_share,
    s.year,
    s.survey,
    s.question,
    s.population as population_asked,
    s.source,
    s.quality_note as source_note,
    s.dataset_id,
from core_lifestyle_shares as s
inner join core_lifestyle_lists as l using (list_item_code)
where (p_countries is null or list_contains(p_countries, s.country_code))
    and l.list_code = p_list
    and list_contains(p_grades, s.grade)
order by s.country_code, l.place, s.preference, s.survey
