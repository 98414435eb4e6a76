-- Items of a way of living that one survey asked in the same words in several of the countries: all that can be set side by side.
-- grain: one row per survey, item and country
create or replace macro lifestyle_same_survey(
    p_countries varchar[] := ['KOR', 'FRA', 'USA', 'GBR'],
    p_grades varchar[] := ['A', 'B', 'C']
) as table
with asked as (
    select
        *,
        count(*) over (partition by item_code, survey) as n_countries,
    from core_lifestyle_shares
    where (p_countries is null or list_contains(p_countries, country_code)) and list_contains(p_grades, grade)
    qualify row_number() over (partition by item_code, survey, country_code order by year desc) = 1
)

select
    survey,
    list_item_code,
    item_code,
    title_en,
    title_ko,
    grade as item_grade,
    country_code,
    year,
    share as item_share,
    n_countries,
    question,
    population as population_asked,
    source,
    quality_note as source_note,
    dataset_id,
from asked
where n_countries > 1
order by list_item_code, preference, survey, country_code
