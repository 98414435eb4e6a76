-- The cases in which a published total is re-derived.
from stg_official_recomputations__cases
