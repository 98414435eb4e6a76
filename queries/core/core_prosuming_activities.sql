-- The kind of prosuming that each harmonised activity belongs to.
from stg_prosuming__activity_kinds
