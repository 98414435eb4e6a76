-- Sources of unpaid time with what each measures and why they differ.
from raw_prosuming__time_sources
