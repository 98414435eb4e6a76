-- The replicates of each survey and the scale of each in the variance.
with numbered as (
    select survey_id, unnest(range(1, n_replicates + 1))::integer as replicate_no
    from stg_diaries__surveys
    where n_replicates > 0
)

select
    n.survey_id,
    n.replicate_no,
    coalesce(s.scale, 1) as scale,
from numbered n
left join stg_diaries__replicate_scales s using (survey_id, replicate_no)
order by n.survey_id, n.replicate_no
