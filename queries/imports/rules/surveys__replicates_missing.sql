-- Replicate weights for every diary of a survey whose design names them
with counted as (
    select survey_id, count(*) as n_diaries
    from raw_diaries__diaries
    group by all
),

held as (
    select survey_id, count(*) as n_held
    from raw_diaries__replicates
    group by all
)

select
    s.survey_id,
    null::varchar as person_id,
    null::integer as diary_no,
    s.source_file,
    s.source_row,
    'the design is ' || s.design_method || ' with ' || s.n_replicates || ' replicates, and '
    || coalesce(h.n_held, 0) || ' of ' || coalesce(c.n_diaries, 0) || ' diaries have replicate weights' as found,
from raw_diaries__surveys s
left join counted c using (survey_id)
left join held h using (survey_id)
where s.n_replicates > 0 and coalesce(h.n_held, 0) <> coalesce(c.n_diaries, 0)
