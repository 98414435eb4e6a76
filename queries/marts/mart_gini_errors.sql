-- The standard error of the Gini coefficient of each curve, linearised over the survey's primary units (R convey: svygini).
-- The influence of a person is flat x weight + steep x weight^2, with the two the same for all people of one income.
-- p_incomes and p_levels name relations of the caller: mart_grouped_incomes and mart_income_levels; p_ginis one with the sums
-- t1, t2 and t3 of every curve.
create or replace macro mart_gini_errors(
    p_incomes varchar := 'incomes',
    p_levels varchar := 'levels',
    p_ginis varchar := 'ginis'
) as table
with influences as (
    select
        o.curve_key,
        o.psu_key,
        o.stratum_key,
        o.n_psu_in_stratum,
        o.n_diaries_in_psu,
        o.weight,
        o.weight_square,
        o.weight_cube,
        o.weight_fourth,
        (2 * (g.t2 - v.income_below + v.people_below * o.income) - o.income) / nullif(g.t2 * g.t3, 0)
            - (2 * g.t1 - g.t2) / nullif(g.t2 * g.t3, 0) * (o.income / nullif(g.t2, 0) + 1 / nullif(g.t3, 0)) as flat,
        2 * o.income / nullif(g.t2 * g.t3, 0) as steep,
    from query_table(p_incomes) o
    join query_table(p_levels) v using (curve_key, income)
    join query_table(p_ginis) g using (curve_key)
),

units as (
    -- A unit of one diary is that diary: nothing to add up.
    select
        curve_key,
        stratum_key,
        n_psu_in_stratum,
        flat * weight + steep * weight_square as z,
        flat * flat * weight_square + 2 * flat * steep * weight_cube + steep * steep * weight_fourth as zz,
    from influences
    where n_diaries_in_psu = 1
    union all
    select
        curve_key,
        stratum_key,
        any_value(n_psu_in_stratum),
        fsum(flat * weight + steep * weight_square),
        fsum(flat * weight + steep * weight_square) ** 2,
    from influences
    where n_diaries_in_psu > 1
    group by curve_key, stratum_key, psu_key
)

select curve_key, sqrt(greatest(fsum(variance), 0)) as gini_se
from (
    select
        curve_key,
        any_value(n_psu_in_stratum) / nullif(any_value(n_psu_in_stratum) - 1, 0)
            * (fsum(zz) - fsum(z) * fsum(z) / nullif(any_value(n_psu_in_stratum), 0)) as variance,
    from units
    group by curve_key, stratum_key
)
group by curve_key
