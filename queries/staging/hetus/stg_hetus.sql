-- HETUS minutes a day per person by wave, sex and days of the week, with the leaves of the day marked.
select
    h.country_code,
    h.survey_wave,
    case h.sex when 'F' then 'women' when 'M' then 'men' else 'total' end as sex,
    case h.days_of_week when 'D1-5' then 'weekday' when 'D6-7' then 'weekend' else 'all' end as day_type,
    h.activity_code as source_code,
    h.activity as source_title,
    h.value as minutes_per_day,
    l.activity_code,
    l.source_code is not null as is_leaf,
from raw_hetus__minutes h
left join stg_activity_crosswalk__leaves l on l.classification = 'HETUS_ACL2000' and l.source_code = h.activity_code
where h.measure = 'TIME_SP'
