-- The kind of prosuming of each harmonised activity.
from raw_prosuming__activity_kinds
