-- Minutes per person per day by survey, sex, kind of day and activity.
-- Surveys whose table is not a whole day are left out; of several editions of one survey year the newest counts.
with oecd as (
    select
        'oecd_time_use' as dataset_id,
        country_code,
        survey_year,
        survey_period,
        edition,
        age_range,
        sex,
        'all' as day_type,
        source_code,
        source_title,
        activity_code,
        minutes_per_day,
        is_comparable,
        is_leaf,
    from stg_oecd_time_use
    qualify count(*) filter (source_code in ('1', '2', '3', '4', '5')) over (
        partition by country_code, survey_year, edition, sex
    ) = 5
),

newest_edition as (
    from oecd
    qualify edition = max(edition) over (partition by country_code, survey_year)
),

hetus as (
    select
        'hetus' as dataset_id,
        country_code,
        survey_wave as survey_year,
        survey_wave::varchar as survey_period,
        null::integer as edition,
        '10+' as age_range,
        sex,
        day_type,
        source_code,
        source_title,
        activity_code,
        minutes_per_day,
        true as is_comparable,
        is_leaf,
    from stg_hetus
),

all_surveys as (
    from newest_edition
    union all by name
    from hetus
)

select
    dataset_id,
    dataset_id || ':' || country_code || ':' || survey_year as survey_id,
    country_code,
    survey_year,
    survey_period,
    edition,
    survey_year = max(survey_year) over (partition by dataset_id, country_code) as is_latest,
    age_range,
    case age_range when '15 and more' then '15+' when '10+' then '15+' else '15-64' end as population_base,
    case
        when age_range in ('15-64', '15-64 (see note)', '15 and more') then null
        else 'ages_' || case age_range when '10+' then 'hetus' else replace(age_range, '-', '_') end
    end as population_base_note,
    sex,
    day_type,
    source_code,
    source_title,
    activity_code,
    minutes_per_day,
    is_comparable,
    is_leaf,
from all_surveys
