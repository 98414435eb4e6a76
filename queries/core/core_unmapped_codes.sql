-- Codes of diaries that no prefix of their classification covers: they count as 'other'.
select
    m.survey_id,
    m.source_code,
    count(*) as n_rows,
    fsum(m.minutes) as minutes,
from stg_diaries__minutes m
join stg_diaries__surveys s using (survey_id)
join core_source_activities a on a.classification = s.classification and a.source_code = m.source_code
where a.activity_code is null
group by all
order by all
