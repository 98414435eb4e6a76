-- n / (n - 1) of a stratum of n primary units; 1 for a stratum of one, whose unit is not centred (R survey: lonely.psu = "adjust").
create or replace macro psu_factor(n) as
case when n > 1 then n / nullif(n - 1, 0) else 1 end
