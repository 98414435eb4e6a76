-- ok, caution or suppressed, by the number of people behind an estimate and its coefficient of variation; a bound that is null does not bind.
create or replace macro quality_flag(n, cv, n_suppress_below, n_caution_below, cv_suppress_above, cv_caution_above) as
case
    when n < n_suppress_below or cv > cv_suppress_above then 'suppressed'
    when n < n_caution_below or cv > cv_caution_above then 'caution'
    else 'ok'
end
