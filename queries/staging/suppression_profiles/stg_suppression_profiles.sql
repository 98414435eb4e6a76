-- Suppression profiles: how many people and which coefficient of variation an estimate needs.
select
    profile,
    n_suppress_below,
    n_caution_below,
    cv_suppress_above,
    cv_caution_above,
    evidence,
from raw_suppression_profiles__profiles
