-- Groups whose sums are shipped, of surveys whose diaries are not held here: an import takes the place of the sums.
from stg_atus_aggregates__cells
semi join core_aggregate_surveys using (survey_id)
order by cell_no
