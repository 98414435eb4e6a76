-- What surveys can say of each criterion of the press's lists in each country: the item that comes nearest, or that none does.
-- grain: one row per list, criterion and country
create or replace macro lifestyle_coverage(
    p_countries varchar[] := ['KOR', 'FRA', 'USA', 'GBR'],
    p_lists varchar[] := ['france', 'britain', 'america', 'korea_2012']
) as table
with held as (
    select
        country_code,
        list_item_code,
        item_code,
        title_en,
        title_ko,
        grade,
        preference,
        share,
        year,
        survey,
        question,
        population,
        dataset_id,
    from core_lifestyle_shares
    union all by name
    -- What was counted among the people of a survey bears the name of the criterion itself.
    select
        s.country_code,
        i.item_code as list_item_code,
        i.item_code,
        l.title_en,
        l.title_ko,
        i.item_grade as grade,
        i.share,
        s.year,
        s.title_en as survey,
        i.dataset_id,
    from core_class_items as i
    inner join core_class_surveys as s using (survey_id)
    inner join (select distinct on (list_item_code) * from core_lifestyle_lists) as l
        on l.list_item_code = i.item_code
),

nearest as (
    select
        *,
        count(*) over (partition by country_code, list_item_code) as n_items,
    from held
    where p_countries is null or list_contains(p_countries, country_code)
    qualify row_number() over (
        partition by country_code, list_item_code order by preference nulls last, year desc, survey
    ) = 1
)

select
    l.list_code,
    l.list_item_code,
    l.place as item_place,
    l.kind as item_kind,
    c.country_code,
    n.item_code,
    n.title_en,
    n.title_ko,
    n.grade as item_grade,
    n.share as item_share,
    n.year,
    n.survey,
    n.question,
    n.population as population_asked,
    coalesce(n.n_items, 0) as n_items_asked,
    'no_primary_source' as notes,
    case when n.item_code is null then 'no_survey_item' end as missing_reason,
    l.dataset_id,
    n.dataset_id as item_dataset_id,
from core_lifestyle_lists as l
cross join core_countries as c
left join nearest as n on n.country_code = c.country_code and n.list_item_code = l.list_item_code
where (p_lists is null or list_contains(p_lists, l.list_code))
    and (p_countries is null or list_contains(p_countries, c.country_code))
order by l.list_code, l.place, c.country_code
