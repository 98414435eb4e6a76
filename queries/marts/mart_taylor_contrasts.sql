-- Covariances of the means, participations and means of participants of two sides, by linearisation over primary units.
-- p_sides names a relation of the caller: cell, pair (what the two sides have in common) and sign, 1 for the first side and -1 for the second.
-- p_estimates names one with the totals of every cell: selection_no, cell, w, y, p.
-- A unit that keeps diaries on both sides (a person on a weekday and at the weekend) adds to both: that is the covariance.
create or replace macro mart_taylor_contrasts(
    p_values varchar := 'diary_values',
    p_domain varchar := 'diary_domain',
    p_sides varchar := 'sides',
    p_estimates varchar := 'estimates'
) as table
with sided as (
    select e.selection_no, e.cell, s.pair, s.sign, e.w, e.y, e.p,
    from query_table(p_estimates) e
    join query_table(p_sides) s using (cell)
),

influences as (
    -- What each diary adds to the estimates: first, second: to the mean of its side; taking, takers: signed, to participation and the mean of participants.
    select
        g.selection_no,
        g.pair,
        d.psu_key,
        d.stratum_key,
        d.n_psu_in_stratum,
        case when g.sign > 0 then d.weight * v.value / nullif(g.w, 0) else 0 end as first,
        case when g.sign < 0 then d.weight * v.value / nullif(g.w, 0) else 0 end as second,
        g.sign * d.weight / nullif(g.w, 0) as taking,
        g.sign * d.weight * (v.value - g.y / nullif(g.p, 0)) / nullif(g.p, 0) as takers,
    from query_table(p_values) v
    join query_table(p_domain) d using (diary_key)
    join sided g on g.cell = d.cell and g.selection_no = v.selection_no
    where v.value > 0
    union all
    select
        g.selection_no,
        g.pair,
        d.psu_key,
        d.stratum_key,
        d.n_psu_in_stratum,
        case when g.sign > 0 then -d.weight * g.y / nullif(g.w * g.w, 0) else 0 end,
        case when g.sign < 0 then -d.weight * g.y / nullif(g.w * g.w, 0) else 0 end,
        -g.sign * d.weight * g.p / nullif(g.w * g.w, 0),
        0,
    from query_table(p_domain) d
    join sided g using (cell)
),

units as (
    select
        selection_no,
        pair,
        stratum_key,
        any_value(n_psu_in_stratum) as n_psu,
        fsum(first) as first,
        fsum(second) as second,
        fsum(taking) as taking,
        fsum(takers) as takers,
    from influences
    group by selection_no, pair, stratum_key, psu_key
),

strata as (
    select
        selection_no,
        pair,
        psu_product(any_value(n_psu), fsum(first * first), fsum(first), fsum(first)) as v_first,
        psu_product(any_value(n_psu), fsum(second * second), fsum(second), fsum(second)) as v_second,
        psu_product(any_value(n_psu), fsum(first * second), fsum(first), fsum(second)) as v_both,
        psu_product(any_value(n_psu), fsum(taking * taking), fsum(taking), fsum(taking)) as v_taking,
        psu_product(any_value(n_psu), fsum(takers * takers), fsum(takers), fsum(takers)) as v_takers,
    from units
    group by selection_no, pair, stratum_key
)

select
    selection_no,
    pair,
    fsum(v_first) as v_first,
    fsum(v_second) as v_second,
    fsum(v_both) as v_both,
    fsum(v_taking) as participation_difference_variance,
    fsum(v_takers) as participant_mean_difference_variance,
from strata
group by selection_no, pair
