-- Suppression profiles: how many people and which coefficient of variation an estimate needs.
from stg_suppression_profiles
