-- OECD minutes a day with the leaves of the day marked.
-- Care of household members (2.3) is a leaf only for the part that its own parts (2.3.1, 2.3.2) leave out.
with care as (
    select
        country_code,
        survey_year,
        edition,
        sex,
        max(minutes_per_day) filter (activity_code = '2.3') as whole,
        count(*) filter (activity_code in ('2.3.1', '2.3.2')) as n_parts,
        coalesce(fsum(minutes_per_day) filter (activity_code in ('2.3.1', '2.3.2')), 0) as parts,
    from raw_oecd_time_use__minutes
    group by all
)

select
    m.country_code,
    m.survey_year,
    m.survey_period,
    m.age_range,
    m.edition,
    m.sex,
    m.activity_code as source_code,
    m.activity as source_title,
    case
        when m.activity_code = '2.3' and c.n_parts > 0 then round(m.minutes_per_day - c.parts, 1)
        else m.minutes_per_day
    end as minutes_per_day,
    l.source_code is not null and (m.activity_code <> '2.3' or c.n_parts = 0 or m.minutes_per_day > c.parts) as is_leaf,
    l.activity_code,
    not m.not_fully_comparable as is_comparable,
from raw_oecd_time_use__minutes m
left join care c
    on c.country_code = m.country_code and c.survey_year = m.survey_year and c.edition = m.edition and c.sex = m.sex
left join stg_activity_crosswalk__leaves l on l.classification = 'OECD' and l.source_code = m.activity_code
