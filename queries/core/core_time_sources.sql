-- What each source of unpaid time measures, and why sources differ.
from stg_prosuming__time_sources
