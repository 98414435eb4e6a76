-- Groups whose sums are shipped, of surveys whose diaries are not held here: an import takes the place of the sums.
from stg_atus_aggregates__cells
where survey_id not in (select survey_id from stg_diaries__surveys)
order by cell_no
