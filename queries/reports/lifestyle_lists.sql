-- The lists of criteria that circulate in the press, item by item; no primary source of any of them is known.
-- grain: one row per list and item
create or replace macro lifestyle_lists(
    p_lists varchar[] := null
) as table
select
    list_code,
    list_item_code,
    place as item_place,
    kind as item_kind,
    title_en,
    title_ko,
    'no_primary_source' as notes,
    dataset_id,
from core_lifestyle_lists
where p_lists is null or list_contains(p_lists, list_code)
order by list_code, place
