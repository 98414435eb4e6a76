-- Respondents of all years. Education: below a high school diploma, up to some college without a degree, any degree.
-- Hourly wage: the rate of those paid by the hour, else weekly earnings over weekly hours of people with one job.
with brackets as (
    select
        bracket,
        low,
        high,
        midpoint,
        case
            when bracket = 1 then '< 5000'
            when high is null then low || '+'
            else low || '-' || (high - 1)
        end as famincome,
    from income_brackets
)

select
    getvariable('survey_id') as survey_id,
    r.tucaseid::varchar as person_id,
    r.tucaseid::varchar as household_id,
    case c.sex when 'male' then 'men' when 'female' then 'women' end as sex,
    c.age,
    case
        when c.edu = '< hs diploma' then 'low'
        when c.edu in ('hs diploma', 'some college') then 'medium'
        when c.edu like '% degree' then 'high'
    end as education,
    case
        when r.labor_status like 'employed%' and r.ptft = 'FT' then 'full_time'
        when r.labor_status like 'employed%' and r.ptft = 'PT' then 'part_time'
        when r.labor_status like 'unemployed%' then 'unemployed'
        when r.labor_status = 'not_in_labor_force' then 'not_in_labour_force'
    end as employment,
    case r.student_status when 'yes' then true when 'no' then false end as is_student,
    r.hh_size as household_size,
    case when r.hh_child = 'no' then 0 end as n_children,
    try_cast(r.hh_child_youngest_age as integer) as youngest_child_age,
    case when r.partner_hh in ('spouse', 'cohabit') then true when r.partner_hh = 'none' then false end as has_partner,
    c.region,
    b.midpoint as household_income,
    b.low as household_income_low,
    b.high as household_income_high,
    coalesce(
        nullif(r.hourly_wage, 0),
        case
            when r.mult_jobs = 'no'
                then nullif(r.weekly_earn, 0) / nullif(try_cast(r.work_hrs_week as integer), 0)
        end
    ) as hourly_wage,
    r.weekly_earn as weekly_earnings,
    r.occup_code as occupation_code,
    'atusresp.parquet' as source_file,
    r.file_row_number + 1 as source_row,
from extract_resp r
left join extract_cps c using (tucaseid)
left join brackets b using (famincome)
