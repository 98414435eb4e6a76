-- Diary surveys with what each holds; those held as sums only have no sum of weights here.
with counted as (
    select
        survey_id,
        count(*) as n_diaries,
        count(distinct person_id) as n_persons,
        fsum(weight) as weight_sum,
    from stg_diaries__diaries
    group by all
),

gaps as (
    select survey_id, count(distinct (person_id, diary_no)) as n_gap_diaries
    from stg_diaries__minutes
    where source_code = 'gap'
    group by all
)

select
    s.survey_id,
    s.dataset_id,
    s.country_code,
    s.title_en,
    s.title_ko,
    s.first_year,
    s.last_year,
    s.age_low,
    s.age_high,
    s.is_synthetic,
    s.classification,
    s.weight_unit,
    s.day_start_minute,
    s.has_episodes,
    s.currency_code,
    s.design_method,
    s.replicate_coefficient,
    s.replicate_centre,
    s.n_replicates,
    s.note_codes,
    coalesce(c.n_diaries, 0) as n_diaries,
    coalesce(c.n_persons, 0) as n_persons,
    coalesce(g.n_gap_diaries, 0) as n_gap_diaries,
    c.weight_sum,
from stg_diaries__surveys s
left join counted c using (survey_id)
left join gaps g using (survey_id)
union all by name
from core_aggregate_surveys
order by survey_id
