-- People by where their income stands to the median before and after the value of own unpaid work.
select
    survey_id,
    method_id,
    line,
    class_grouping,
    group_code,
    money_from,
    extended_from,
    n_diaries,
    weight,
    weight_square,
from raw_atus_aggregates__classes
