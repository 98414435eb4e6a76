-- The items of the lists that circulate in the press, in their order.
select
    list_code,
    list_item_code,
    place,
    kind,
    title_en,
    title_ko,
    'lifestyle_items' as dataset_id,
from stg_lifestyle_items__lists
