-- The items of the lists that circulate in the press, in their order.
select
    list_code,
    list_item_code,
    place,
    kind,
    title_en,
    title_ko,
from raw_lifestyle_items__lists
