-- Codes that no prefix of the crosswalk covers, with their rows and minutes: they will count as 'other'.
with codes as (
    select
        s.classification,
        m.source_code,
        count(*) as n_rows,
        fsum(m.minutes) as minutes,
    from raw_diaries__minutes m
    join raw_diaries__surveys s using (survey_id)
    where m.source_code <> 'gap'
    group by all
)

select
    source_code,
    n_rows,
    minutes,
from codes c
where not exists (
    from activity_prefixes p
    where p.classification = c.classification
        and (starts_with(c.source_code, p.prefix) and (c.classification <> 'harmonised' or c.source_code = p.prefix))
)
order by minutes desc, source_code
