-- Share of people by the class they place themselves in, by country and year.
select
    country_code,
    year,
    lower_share,
    working_share,
    middle_share,
    upper_middle_share,
    upper_share,
    'issp_class' as dataset_id,
from stg_issp_class
