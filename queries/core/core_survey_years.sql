-- The years in which each survey has diaries, whether it is held as diaries or as sums.
select distinct survey_id, year
from core_diaries
union
select distinct survey_id, year
from core_aggregate_cells
where year is not null
order by survey_id, year
