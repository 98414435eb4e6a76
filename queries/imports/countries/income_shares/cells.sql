-- Rows of shares of income, of tenths or fifths of the people from the poorest to the richest, with the place of the part.
with placed as (
    select
        *,
        try_cast(regexp_extract(code_text, '(\d+)\D*$', 1) as integer) as part_no,
    from places
),

counted as (
    select
        *,
        count(*) over whole as n_cells,
        count(value) over whole as n_told,
        min(value) over whole as least,
        max(value) over whole as most,
        count(distinct part_no) over whole as n_parts,
        max(part_no) over whole as last_part,
        fsum(value) over whole as sum_of_shares,
        fsum(value) over (
            partition by country_code, survey_year order by part_no rows unbounded preceding
        ) as sum_to_here,
    from placed
    window whole as (partition by country_code, survey_year)
)

select
    *,
    -- A richer part has no less than a poorer one, but for what rounding takes.
    value < lag(value) over (partition by country_code, survey_year order by part_no) - sum_of_shares / 1000 as is_falling,
from counted
