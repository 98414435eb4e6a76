-- Weighted sums behind the share of people at an activity in each step of the day, by cell, stratum and selection.
-- A diary counts in a step by the part of it that it spends at the activity, so that the shares add up to the minutes of the day.
-- y: sum of weight x part; yy and yw: sums over primary units of the squares and of the products with the weight of the unit.
-- An episode covers whole steps, which a count of those that begin and end follows without laying each step out, and pieces of steps at its ends.
-- Units of several diaries are laid out step by step, for there the diaries of a unit meet. p_codes: see mart_selection_codes.
create or replace macro mart_tempogram_sums(
    p_domain varchar := 'diary_domain',
    p_codes varchar := 'codes',
    p_several varchar := 'several_units',
    p_step_minutes integer := 10
) as table
with spans as (
    select
        c.selection_no,
        d.cell,
        d.stratum_key,
        d.psu_key,
        d.diary_key,
        d.n_diaries_in_psu = 1 as is_single,
        d.weight as w,
        e.start_minute,
        e.end_minute,
        step_of(e.start_minute + p_step_minutes - 1, p_step_minutes) as first_whole,
        step_of(e.end_minute, p_step_minutes) as after_whole,
    from core_episodes e
    join query_table(p_domain) d using (diary_key)
    join (select distinct selection_no, activity_code, source_code from query_table(p_codes)) c
        on c.activity_code = e.activity_code and c.source_code = e.source_code
    where e.end_minute > e.start_minute
),

changes as (
    select selection_no, cell, stratum_key, first_whole as step, w, 1 as n
    from spans
    where is_single and first_whole < after_whole
    union all
    select selection_no, cell, stratum_key, after_whole, w, -1
    from spans
    where is_single and first_whole < after_whole
),

running as (
    select
        selection_no,
        cell,
        stratum_key,
        step,
        fsum(fsum(n * w)) over so_far as w,
        fsum(fsum(n * w * w)) over so_far as ww,
        fsum(fsum(n)) over so_far as n,
        lead(step) over (partition by selection_no, cell, stratum_key order by step) as next_step,
    from changes
    group by selection_no, cell, stratum_key, step
    window so_far as (partition by selection_no, cell, stratum_key order by step)
),

pieces as (
    select
        selection_no, cell, stratum_key, psu_key, diary_key, is_single, w,
        step_of(start_minute, p_step_minutes) as step,
        least(end_minute, first_whole * p_step_minutes) - start_minute as minutes,
    from spans
    where start_minute < first_whole * p_step_minutes
    union all
    select
        selection_no, cell, stratum_key, psu_key, diary_key, is_single, w,
        after_whole,
        end_minute - after_whole * p_step_minutes,
    from spans
    where end_minute > after_whole * p_step_minutes and first_whole <= after_whole
    union all
    select
        selection_no, cell, stratum_key, psu_key, diary_key, is_single, w,
        unnest(range(first_whole, after_whole)),
        p_step_minutes,
    from spans
    where first_whole < after_whole and not is_single
),

parts as (
    select *, minutes / nullif(least(p_step_minutes, 1440 - step * p_step_minutes), 0) as part
    from pieces
),

units as (
    select
        selection_no,
        any_value(cell) as cell,
        any_value(stratum_key) as stratum_key,
        step,
        any_value(w) * fsum(part) as y,
        any_value(w) as w,
    from parts
    where is_single
    group by selection_no, diary_key, step
    union all
    select p.selection_no, p.cell, u.stratum_key, p.step, p.y, u.weight
    from (
        select selection_no, cell, psu_key, step, fsum(w * part) as y
        from parts
        where not is_single
        group by selection_no, cell, psu_key, step
    ) p
    join query_table(p_several) u on u.cell = p.cell and u.psu_key = p.psu_key
),

sums as (
    select selection_no, cell, stratum_key, step, fsum(y) as y, fsum(y * y) as yy, fsum(y * w) as yw
    from units
    group by selection_no, cell, stratum_key, step
    union all
    select selection_no, cell, stratum_key, unnest(range(step, next_step)), w, ww, ww
    from running
    where n > 0
)

select
    selection_no,
    cell,
    stratum_key,
    step,
    fsum(y) as y,
    fsum(yy) as yy,
    fsum(yw) as yw,
from sums
group by selection_no, cell, stratum_key, step
