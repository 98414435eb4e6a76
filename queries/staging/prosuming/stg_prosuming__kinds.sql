-- Kinds of prosuming in the order of display, each with its activities as a list.
select
    prosuming_kind,
    sort_order,
    is_counted,
    string_split(activity_codes, ' ') as activity_codes,
from raw_prosuming__kinds
