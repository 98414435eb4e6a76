-- The inputs of each case with their published values.
select
    i.case_id,
    i.role,
    i.figure_id,
    i.factor,
    f.value,
    f.unit,
    f.quantity,
from stg_official_recomputations__inputs i
join stg_official_accounts f using (figure_id)
