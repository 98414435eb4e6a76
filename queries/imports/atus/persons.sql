-- Respondents. Education: below a high school diploma, up to some college without a degree, any degree.
-- Hourly wage: the rate of those paid by the hour, else weekly earnings over usual hours of the main job.
with roster as (
    select tucaseid, any_value(teage) as teage, any_value(tesex) as tesex
    from atus_rost
    where tulineno = 1
    group by all
),

cps as (
    select
        tucaseid,
        any_value(peeduca) as peeduca,
        any_value(gereg) as gereg,
        any_value(coalesce(hefaminc, hufaminc)) as bracket,
        any_value(prtage) as prtage,
        any_value(pesex) as pesex,
    from atus_cps
    where tulineno = 1
    group by all
),

summary as (
    select tucaseid, any_value(teage) as teage, any_value(tesex) as tesex, any_value(peeduca) as peeduca
    from atus_sum
    group by all
)

select
    getvariable('survey_id') as survey_id,
    r.tucaseid as person_id,
    r.tucaseid as household_id,
    case coalesce(o.tesex, s.tesex, c.pesex) when 1 then 'men' when 2 then 'women' end as sex,
    coalesce(o.teage, s.teage, c.prtage) as age,
    case
        when coalesce(s.peeduca, c.peeduca) <= 38 then 'low'
        when coalesce(s.peeduca, c.peeduca) <= 40 then 'medium'
        when coalesce(s.peeduca, c.peeduca) <= 46 then 'high'
    end as education,
    case
        when r.telfs <= 2 and r.trdpftpt = 1 then 'full_time'
        when r.telfs <= 2 and r.trdpftpt = 2 then 'part_time'
        when r.telfs in (3, 4) then 'unemployed'
        when r.telfs = 5 then 'not_in_labour_force'
    end as employment,
    case r.teschenr when 1 then true when 2 then false end as is_student,
    r.trnumhou as household_size,
    r.trchildnum as n_children,
    r.tryhhchild as youngest_child_age,
    case when r.trsppres in (1, 2) then true when r.trsppres = 3 then false end as has_partner,
    case c.gereg when 1 then 'northeast' when 2 then 'midwest' when 3 then 'south' when 4 then 'west' end as region,
    b.midpoint as household_income,
    b.low as household_income_low,
    b.high as household_income_high,
    coalesce(
        nullif(r.trernhly, 0) / 100,
        nullif(r.trernwa, 0) / 100 / nullif(r.tehrusl1, 0)
    ) as hourly_wage,
    r.trernwa / 100 as weekly_earnings,
    r.trdtocc1::varchar as occupation_code,
    r.source_file,
    r.source_row,
from atus_resp r
left join roster o using (tucaseid)
left join cps c using (tucaseid)
left join summary s using (tucaseid)
left join income_brackets b using (bracket)
anti join atus_left_out using (tucaseid)
