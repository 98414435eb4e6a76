-- People by where their income stands to the median before and after the value of own unpaid work, of surveys held as sums.
from stg_atus_aggregates__classes
semi join core_aggregate_surveys using (survey_id)
order by all
