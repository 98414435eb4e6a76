-- Respondents of 2014: age and sex of the summary file, household of the roster, work of the respondent files.
select
    getvariable('survey_id') as survey_id,
    r.tucaseid::varchar as person_id,
    r.tucaseid::varchar as household_id,
    case when lower(s.sex) in ('m', 'male') then 'men' when lower(s.sex) in ('f', 'female') then 'women' end as sex,
    s.age,
    case
        when c.edu like '1.%' then 'low'
        when c.edu like '2.%' or c.edu like '3.%' then 'medium'
        when try_cast(split_part(c.edu, '.', 1) as integer) between 4 and 8 then 'high'
    end as education,
    case
        when w.labor_status like 'employed%' and w.ptft = 'FT' then 'full_time'
        when w.labor_status like 'employed%' and w.ptft = 'PT' then 'part_time'
        when w.labor_status like 'unemployed%' then 'unemployed'
        when w.labor_status = 'not_in_labor_force' then 'not_in_labour_force'
    end as employment,
    case w.student_status when 'yes' then true when 'no' then false end as is_student,
    w.hh_size as household_size,
    r.num_children as n_children,
    try_cast(w.hh_child_youngest_age as integer) as youngest_child_age,
    case when w.partner_hh in ('spouse', 'cohabit') then true when w.partner_hh = 'none' then false end as has_partner,
    lower(c.region) as region,
    b.midpoint as household_income,
    b.low as household_income_low,
    b.high as household_income_high,
    coalesce(
        nullif(r.hourly_wage, 0),
        case
            when w.mult_jobs = 'no'
                then nullif(r.weekly_earn, 0) / nullif(try_cast(w.work_hrs_week as integer), 0)
        end
    ) as hourly_wage,
    r.weekly_earn as weekly_earnings,
    w.occup_code as occupation_code,
    'atusresp_2014.parquet' as source_file,
    r.file_row_number + 1 as source_row,
from extract_resp_2014 r
left join extract_sum_2014 s using (tucaseid)
left join (from extract_roster_2014 where atus = 1) c using (tucaseid)
left join extract_resp_all w using (tucaseid)
left join income_brackets b on b.bracket = try_cast(split_part(c.famincome, '.', 1) as integer)
