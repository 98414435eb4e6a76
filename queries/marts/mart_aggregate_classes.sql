-- Of surveys held as sums: the middle class by money income and with the value of own unpaid work, with standard errors from the weights alone.
-- Each diary day is a unit of its own, so the sums of weights and of squared weights say all that the linearised error needs.
create or replace macro mart_aggregate_classes(
    p_survey varchar := null,
    p_methods varchar[] := null,
    p_by varchar := null,
    p_lower double := 0.75,
    p_upper double := 2.0,
    p_line varchar := 'moving'
) as table
with bounds as (
    select list_distinct(list(money_from) || list(extended_from)) as bounds
    from core_aggregate_classes
),

held as (
    select bounds, round(p_lower * 100, 6) as lower_percent, round(p_upper * 100, 6) as upper_percent
    from bounds
),

counted as (
    select
        c.*,
        s.n_diaries as n_units,
        money_from >= lower_percent and money_from < upper_percent as before,
        extended_from >= lower_percent and extended_from < upper_percent as after,
    from core_aggregate_classes c
    join core_aggregate_surveys s using (survey_id)
    cross join held h
    where (p_survey is null or c.survey_id = p_survey)
        and list_contains(p_methods, c.method_id)
        and c.class_grouping = coalesce(p_by, 'all') and c.line = p_line
        and list_contains(h.bounds, lower_percent) and list_contains(h.bounds, upper_percent)
),

shares as (
    select
        survey_id,
        method_id,
        group_code,
        any_value(n_units) as n_units,
        fsum(n_diaries)::bigint as n_diaries,
        fsum(weight) as w,
        fsum(weight_square) as ww,
        coalesce(fsum(weight) filter (before), 0) / nullif(fsum(weight), 0) as before,
        coalesce(fsum(weight) filter (after), 0) / nullif(fsum(weight), 0) as after,
        coalesce(fsum(weight) filter (after and not before), 0) / nullif(fsum(weight), 0) as enters,
        coalesce(fsum(weight) filter (before and not after), 0) / nullif(fsum(weight), 0) as leaves,
        coalesce(fsum(weight_square) filter (after and not before), 0) as ww_enters,
        coalesce(fsum(weight_square) filter (before and not after), 0) as ww_leaves,
    from counted
    group by survey_id, method_id, group_code
)

select
    survey_id,
    method_id,
    group_code,
    n_diaries,
    before,
    after,
    enters,
    leaves,
    standard_error(psu_product(
        n_units, (ww_enters * (1 - enters) * (1 - enters) + (ww - ww_enters) * enters * enters) / nullif(w * w, 0), 0, 0
    )) as enters_se,
    standard_error(psu_product(
        n_units, (ww_leaves * (1 - leaves) * (1 - leaves) + (ww - ww_leaves) * leaves * leaves) / nullif(w * w, 0), 0, 0
    )) as leaves_se,
from shares
