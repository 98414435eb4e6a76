-- What surveys ask that comes near an item of a list, and how near.
select
    item_code,
    list_item_code,
    grade,
    preference,
    title_en,
    title_ko,
from raw_lifestyle_items__items
