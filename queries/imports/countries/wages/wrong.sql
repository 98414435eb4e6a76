-- What is wrong with rows of wages. A mean wage that cannot be one of an hour takes its country and year along.
with numbered as (
    select
        *,
        row_number() over (partition by country_code, survey_year, sex, occupation_code order by length(code_text), cell_no) as time_met,
        bool_or(
            occupation_code = 'total' and years_of_gdp_per_head > wage_years_of_gdp_per_head_highest
        ) over (partition by country_code, survey_year) as is_implausible,
    from cells
)

select cell_no, 'occupation' as role, code_text as value, 'unknown_occupation' as reason
from numbered
where occupation_code is null
union all
select cell_no, 'wage', value_text, 'wage_not_a_number'
from numbered
where value is null
union all
select cell_no, 'wage', value_text, 'wage_not_positive'
from numbered
where value <= 0
union all
select cell_no, 'occupation', code_text, 'duplicate_cell'
from numbered
where time_met > 1 and occupation_code is not null
union all
select cell_no, 'year', year_text, 'no_ppp_factor'
from numbered
where value > 0 and country_code is not null and (hourly_usd_ppp is null or hourly_national is null)
union all
select cell_no, 'wage', value_text, 'wage_implausible'
from numbered
where coalesce(is_implausible, false) and value > 0
