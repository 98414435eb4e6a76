-- What is wrong with rows of shares of people.
with numbered as (
    select
        *,
        row_number() over (partition by country_code, survey_year, list_item_code order by cell_no) as time_met,
    from cells
)

select cell_no, 'item' as role, code_text as value, 'unknown_item' as reason
from numbered
where list_item_code is null
union all
select cell_no, 'share', value_text, 'share_not_a_number'
from numbered
where value is null
union all
select cell_no, 'share', value_text, 'share_out_of_bounds'
from numbered
where share not between 0 and 1
union all
select cell_no, 'item', code_text, 'duplicate_cell'
from numbered
where time_met > 1 and list_item_code is not null
