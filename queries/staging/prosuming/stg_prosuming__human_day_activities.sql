-- Activities of the global human day, and whether each stands for household work.
from raw_prosuming__human_day_activities
