-- Replicate weights of the diary days of surveys that have them.
select
    d.diary_key,
    columns('^w[0-9]+$'),
from stg_diaries__replicates r
join core_diaries d using (survey_id, person_id, diary_no)
order by d.diary_key
