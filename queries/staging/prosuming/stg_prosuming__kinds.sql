-- Kinds of prosuming in the order of display.
from raw_prosuming__kinds
