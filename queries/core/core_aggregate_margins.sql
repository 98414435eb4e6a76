-- The combinations of columns whose groups are held as sums, how many groups each has and how many of them are withheld.
select
    survey_id,
    margin,
    any_value(columns) as columns,
    count(*) as n_cells,
    count(*) filter (weight is null) as n_withheld,
from core_aggregate_cells
group by survey_id, margin
order by survey_id, margin
