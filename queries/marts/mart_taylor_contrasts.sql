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

days as (
    -- Every diary day of a side in every selection; a day without any has the value zero.
    select
        g.*,
        d.psu_key,
        d.stratum_key,
        d.n_psu_in_stratum,
        d.n_diaries_in_psu,
        d.weight / nullif(g.w, 0) as share,
        coalesce(v.value, 0) as value,
        case when v.value > 0 then 1 else 0 end as takes,
    from query_table(p_domain) d
    join sided g using (cell)
    left join query_table(p_values) v on v.diary_key = d.diary_key and v.selection_no = g.selection_no
),

influences as (
    -- What each diary adds to the estimates: first, second: to the mean of its side; taking, takers: signed, to participation and the mean of participants.
    select
        selection_no,
        pair,
        psu_key,
        stratum_key,
        n_psu_in_stratum,
        n_diaries_in_psu,
        case when sign > 0 then share * (value - y / nullif(w, 0)) else 0 end as first,
        case when sign < 0 then share * (value - y / nullif(w, 0)) else 0 end as second,
        sign * share * (takes - p / nullif(w, 0)) as taking,
        coalesce(sign * share * takes * (value - y / nullif(p, 0)) * w / nullif(p, 0), 0) as takers,
    from days
),

units as (
    -- A unit of one diary is that diary: nothing to add up.
    select selection_no, pair, stratum_key, n_psu_in_stratum as n_psu, first, second, taking, takers,
    from influences
    where n_diaries_in_psu = 1
    union all
    select
        selection_no,
        pair,
        stratum_key,
        any_value(n_psu_in_stratum),
        fsum(first),
        fsum(second),
        fsum(taking),
        fsum(takers),
    from influences
    where n_diaries_in_psu > 1
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
