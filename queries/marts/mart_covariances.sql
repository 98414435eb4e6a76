-- Covariances of the means, participations and means of participants of two sides, by linearisation.
-- A stratum and, within it, every unit that keeps diaries on both sides (a person on a weekday and at the weekend) add by how far
-- their sums on either side are from what the side's estimate would make of them. A unit of one diary is on one side only.
-- p_held, p_sides, p_estimates, p_strata, p_value_strata, p_several: relations of the caller, as mart_held, mart_sides, mart_estimates,
-- mart_domain_strata, mart_value_strata and mart_several_units make them.
create or replace macro mart_covariances(
    p_held varchar := 'held',
    p_sides varchar := 'sides',
    p_estimates varchar := 'estimates',
    p_strata varchar := 'strata',
    p_value_strata varchar := 'value_strata',
    p_several varchar := 'several_units',
    p_survey varchar := null
) as table
with of_strata as (
    select e.selection_no, s.cell, true as is_stratum, s.stratum_key as part_key, s.n_psu, s.w, v.y, v.p
    from query_table(p_strata) s
    join query_table(p_estimates) e using (cell)
    left join query_table(p_value_strata) v
        on v.cell = s.cell and v.stratum_key = s.stratum_key and v.selection_no = e.selection_no
),

with_several as (
    from of_strata
    union all
    select e.selection_no, u.cell, false, u.psu_key, u.n_psu_in_stratum, u.weight, v.y, v.p
    from query_table(p_several) u
    join query_table(p_estimates) e using (cell)
    left join mart_value_units(p_held := p_held, p_several := p_several) v
        on v.cell = u.cell and v.psu_key = u.psu_key and v.selection_no = e.selection_no
),

parts as (
    from query_table(case when without_several_diaries(p_survey) then 'of_strata' else 'with_several' end)
),

influences as (
    select
        s.pair,
        s.sign,
        t.selection_no,
        t.is_stratum,
        t.part_key,
        psu_factor(t.n_psu) * case when not t.is_stratum then 1 when t.n_psu > 1 then -1 / nullif(t.n_psu, 0) else 0 end
            as factor,
        (coalesce(t.y, 0) - e.y / nullif(e.w, 0) * t.w) / nullif(e.w, 0) as mean,
        (coalesce(t.p, 0) - e.p / nullif(e.w, 0) * t.w) / nullif(e.w, 0) as participation,
        (coalesce(t.y, 0) - e.y / nullif(e.p, 0) * coalesce(t.p, 0)) / nullif(e.p, 0) as participant_mean,
    from parts t
    join query_table(p_estimates) e using (cell, selection_no)
    join query_table(p_sides) s using (cell)
)

select
    a.pair,
    a.selection_no,
    fsum(a.factor * a.mean * b.mean) as mean_covariance,
    fsum(a.factor * a.participation * b.participation) as participation_covariance,
    fsum(a.factor * a.participant_mean * b.participant_mean) as participant_mean_covariance,
from influences a
join influences b using (pair, selection_no, is_stratum, part_key)
where a.sign > 0 and b.sign < 0
group by a.pair, a.selection_no
