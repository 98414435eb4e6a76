-- Kinds of prosuming: how unpaid production is split on the pages of the prosumer economy.
from stg_prosuming__kinds
