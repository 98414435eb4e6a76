-- Weighted sums behind the share of people at an activity in each step of the day, by cell, stratum and selection.
-- A diary counts in a step by the part of it that it spends at the activity, so that the shares add up to the minutes of the day.
-- y: sum of weight x part; yy and yw: sums over primary units of the squares and of the products with the weight of the unit.
-- An episode counts as a whole from the step in which it begins to the one in which it ends, which a running sum follows without
-- laying each step out, less the part of the first before it, with the part of the last within it. Where two episodes of a diary
-- meet in a step, the square of their sum is more than their squares by twice the product.
-- Units of several diaries are laid out step by step, for there the diaries of a unit meet. p_codes: see mart_selection_codes.
create or replace macro mart_tempogram_sums(
    p_domain varchar := 'diary_domain',
    p_codes varchar := 'codes',
    p_several varchar := 'several_units',
    p_step_minutes integer := 10,
    p_survey varchar := null
) as table
with held as materialized (
    select
        e.code_key,
        e.start_minute,
        e.end_minute,
        d.cell,
        d.stratum_key,
        d.psu_key,
        d.n_diaries_in_psu = 1 as is_single,
        d.weight as w,
    from core_episodes e
    join query_table(p_domain) d using (diary_key)
    where e.end_minute > e.start_minute
),

spans as (
    select
        selection_no, cell, stratum_key, psu_key, is_single, w, first_step, last_step,
        (start_minute - first_step * p_step_minutes) / nullif(step_length(first_step, p_step_minutes), 0) as before,
        coalesce(
            (end_minute - last_step * p_step_minutes) / nullif(step_length(last_step, p_step_minutes), 0), 0
        ) as within,
    from (
        select
            c.selection_no,
            h.*,
            step_of(h.start_minute, p_step_minutes) as first_step,
            step_of(h.end_minute, p_step_minutes) as last_step,
        from held h
        join (select distinct selection_no, code_key(activity_code, source_code) as code_key from query_table(p_codes)) c
            using (code_key)
    )
),

lone as (
    from spans
    where is_single
),

singles as (from query_table(case when without_several_diaries(p_survey) then 'spans' else 'lone' end)),

cut as (
    select * exclude (is_single)
    from singles
    where before > 0 or within > 0
),

of_singles as (
    select
        selection_no, cell, stratum_key, first_step as step,
        1 as n,
        w,
        w * w as ww,
        -w * before as y,
        w * w * before * (before - 2) as yy,
        -w * w * before as yw,
    from singles
    union all
    select
        selection_no, cell, stratum_key, last_step,
        -1,
        -w,
        -w * w,
        w * within,
        w * w * (within * within + case when first_step = last_step then 2 * before * (1 - within) else 0 end),
        w * w * within,
    from singles
    where last_step * p_step_minutes < 1440
    union all
    select
        a.selection_no, a.cell, a.stratum_key, a.last_step,
        0, 0, 0, 0,
        2 * a.w * a.w
            * (a.within - case when a.first_step = a.last_step then a.before else 0 end)
            * (case when b.first_step = b.last_step then b.within else 1 end - b.before),
        0,
    from cut a
    join cut b on b.selection_no = a.selection_no and b.psu_key = a.psu_key and b.first_step = a.last_step
    where a.within > 0 and b.before > 0 and a.within <= b.before
),

units as (
    select selection_no, cell, psu_key, step, fsum(y) as y,
    from (
        select selection_no, cell, psu_key, w as y, unnest(range(first_step, last_step))::integer as step
        from spans
        where not is_single
        union all
        select selection_no, cell, psu_key, -w * before, first_step
        from spans
        where not is_single and before > 0
        union all
        select selection_no, cell, psu_key, w * within, last_step
        from spans
        where not is_single and within > 0
    )
    group by selection_no, cell, psu_key, step
),

with_units as (
    from of_singles
    union all
    select u.selection_no, u.cell, s.stratum_key, u.step, 0, 0, 0, u.y, u.y * u.y, u.y * s.weight
    from units u
    join query_table(p_several) s on s.cell = u.cell and s.psu_key = u.psu_key
),

changes as (
    select
        selection_no, cell, stratum_key, step,
        fsum(n) as n, fsum(w) as w, fsum(ww) as ww, fsum(y) as y, fsum(yy) as yy, fsum(yw) as yw,
    from query_table(case when without_several_diaries(p_survey) then 'of_singles' else 'with_units' end)
    group by selection_no, cell, stratum_key, step
),

running as (
    select
        selection_no, cell, stratum_key, step, y, yy, yw,
        fsum(n) over so_far as n,
        fsum(w) over so_far as w,
        fsum(ww) over so_far as ww,
        lead(step, 1, step_of(1440 + p_step_minutes - 1, p_step_minutes)) over so_far as next_step,
    from changes
    window so_far as (partition by selection_no, cell, stratum_key order by step rows unbounded preceding)
)

select
    selection_no,
    cell,
    stratum_key,
    step + later as step,
    case when n > 0 then w else 0 end + case when later = 0 then y else 0 end as y,
    case when n > 0 then ww else 0 end + case when later = 0 then yy else 0 end as yy,
    case when n > 0 then ww else 0 end + case when later = 0 then yw else 0 end as yw,
from (
    select *, unnest(range(case when n > 0 then next_step - step else 1 end))::integer as later
    from running
)
