-- What is wrong with rows of shares of income; a part that is missing or a sum that is no whole takes the country and year along.
with judged as (
    select *, bool_or(coalesce(is_falling, false)) over (partition by country_code, survey_year) as falls,
    from cells
)

select cell_no, 'part' as role, code_text as value, 'part_not_a_number' as reason
from judged
where part_no is null
union all
select cell_no, 'share', value_text, 'share_not_a_number'
from judged
where value is null
union all
select cell_no, 'part', code_text, 'parts_not_ten_or_five'
from judged
where country_code is not null and part_no is not null and (n_cells <> n_parts or n_parts <> last_part or n_parts not in (5, 10))
union all
select cell_no, 'share', value_text, 'shares_fall'
from judged
where country_code is not null and falls and n_cells = n_parts
union all
-- Printed shares are rounded: their sum may be off by a little, in percent or as parts of one.
select cell_no, 'share', value_text, 'shares_not_a_whole'
from judged
where country_code is not null and n_cells = n_parts and n_parts = last_part
    and (n_told < n_cells or not (sum_of_shares between 0.98 and 1.02 or sum_of_shares between 98 and 102))
union all
-- Shares below nothing, or all the same, have no distribution.
select cell_no, 'share', value_text, 'share_out_of_bounds'
from judged
where country_code is not null and n_cells = n_parts and (least < 0 or least = most)
