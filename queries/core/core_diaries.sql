-- Diary days with weight, design and the columns that reports group by, where 'unknown' stands for null.
-- The keys number people, primary units and strata across all surveys, so that an estimate adds up by number and not by text.
-- income_fifth: the place of the household's income among the people of the survey and year, each counted by the weight
-- of the diary; equal incomes (a bracket) share one place, the middle of theirs, so a fifth need not hold a fifth.
with diaries as (
    select
        *,
        row_number() over (order by survey_id, person_id, diary_no) as diary_key,
        dense_rank() over (order by survey_id, person_id) as person_key,
        dense_rank() over (order by survey_id, stratum, psu) as psu_key,
        dense_rank() over (order by survey_id, stratum) as stratum_key,
        count(*) over (partition by survey_id, stratum, psu) as n_diaries_in_psu,
    from stg_diaries__diaries
    join stg_diaries__persons using (survey_id, person_id)
),

incomes as (
    select
        survey_id,
        year,
        household_income,
        fsum(weight) as weight,
    from diaries
    where household_income is not null
    group by all
),

income_places as (
    select
        survey_id,
        year,
        household_income,
        (fsum(weight) over up_to_here - weight / 2) / nullif(fsum(weight) over everyone, 0) as place,
    from incomes
    window
        up_to_here as (partition by survey_id, year order by household_income rows unbounded preceding),
        everyone as (partition by survey_id, year)
),

design as (
    select
        survey_id,
        stratum,
        count(distinct psu) as n_psu_in_stratum,
    from diaries
    group by all
)

select
    d.diary_key::integer as diary_key,
    d.survey_id,
    d.person_id,
    d.diary_no,
    d.year,
    d.month,
    d.weekday,
    coalesce(d.day_type, 'unknown') as day_type,
    d.is_holiday,
    d.weight,
    d.stratum,
    d.psu,
    d.person_key::integer as person_key,
    d.psu_key::integer as psu_key,
    d.stratum_key::integer as stratum_key,
    s.n_psu_in_stratum::integer as n_psu_in_stratum,
    d.n_diaries_in_psu::integer as n_diaries_in_psu,
    coalesce(d.sex, 'unknown') as sex,
    coalesce(d.age_group, 'unknown') as age_group,
    coalesce(d.education, 'unknown') as education,
    coalesce(d.employment, 'unknown') as employment,
    case when i.place is null then 'unknown' else least(1 + floor(5 * i.place), 5)::integer::varchar end as income_fifth,
    coalesce(d.household_type, 'unknown') as household_type,
    coalesce(d.region, 'unknown') as region,
    d.age,
    d.hourly_wage,
    d.household_income,
    d.household_size,
from diaries d
join design s using (survey_id, stratum)
left join income_places i using (survey_id, year, household_income)
order by d.diary_key
