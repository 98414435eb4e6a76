-- Rows that cannot be shown, each with every reason.
with common as (
    select cell_no, 'country' as role, country_text as value, 'unknown_country' as reason
    from cells
    where country_code is null
    union all
    select cell_no, 'year', year_text, 'year_not_a_year'
    from cells
    where survey_year is null or survey_year not between 1900 and 2100
    union all
    select cell_no, 'sex', sex_text, 'unknown_sex'
    from cells
    where sex is null
)

select
    c.source_file,
    c.source_row,
    o.role,
    o.value,
    o.reason,
    o.cell_no,
from (from common union all from wrong) as o
inner join cells as c using (cell_no)
order by c.source_file, c.source_row, o.role, o.reason, o.cell_no
